import { describe, expect, it } from 'vitest';
import type { EventFact } from '../../src/facts/index.ts';
import { EventStore } from '../../src/index/event-store.ts';
import { eventAbout, pod } from '../support/facts.ts';

/** The event that was last seen at second n. */
function event(n: number, overrides: Partial<EventFact> = {}): EventFact {
  return eventAbout(pod('a'), `e${n}`, { lastMs: n * 1_000, ...overrides });
}

function store(bounds: { perSubject?: number; orphans?: number; total?: number } = {}) {
  const evicted: string[] = [];
  const events = new EventStore({ perSubject: 3, orphans: 100, total: 100, ...bounds }, (gone) =>
    evicted.push(gone.name),
  );
  return { events, evicted };
}

function names(events: EventStore, subject: string): string[] {
  return events.of(subject).map(({ name }) => name);
}

describe('EventStore', () => {
  it('lists oldest first, in whatever order they came', () => {
    const { events } = store();
    for (const n of [2, 3, 1]) events.add('a', event(n), false);
    expect(names(events, 'a')).toEqual(['e1', 'e2', 'e3']);
  });

  it('keeps the newest of one subject, in whatever order they came', () => {
    for (const order of [
      [1, 2, 3, 4, 5],
      [5, 4, 3, 2, 1],
      [3, 5, 1, 4, 2],
    ]) {
      const { events } = store();
      for (const n of order) events.add('a', event(n), false);
      expect([names(events, 'a'), events.size]).toEqual([['e3', 'e4', 'e5'], 3]);
    }
  });

  it('says whether an event is news', () => {
    const { events } = store();
    const answers = [
      events.add('a', event(2), false),
      events.add('a', event(2), false),
      events.add('a', event(2, { count: 2 }), false),
      events.add('a', event(2, { lastMs: 9_000, count: 2 }), false),
      events.add('a', event(3), false),
      events.add('a', event(4), false),
      events.add('a', event(1), false),
    ];
    expect(answers).toEqual([true, false, true, true, true, true, false]);
  });

  it('replaces an event by what the same one says later', () => {
    const { events } = store();
    events.add('a', event(1), false);
    events.add('a', event(2), false);
    events.add('a', event(1, { lastMs: 3_000, count: 7 }), false);
    expect([names(events, 'a'), events.of('a')[1]?.count, events.size]).toEqual([
      ['e2', 'e1'],
      7,
      2,
    ]);
  });

  it('forgets a subject with all its events', () => {
    const { events } = store();
    events.add('a', event(1), false);
    events.add('b', event(2), true);
    events.drop('a');
    events.drop('b');
    events.drop('never seen');
    expect([names(events, 'a'), events.size, events.orphaned]).toEqual([[], 0, 0]);
  });

  it('holds events about unseen subjects up to a bound, quietest subject first to go', () => {
    const { events, evicted } = store({ orphans: 3 });
    events.add('seen', event(9), false);
    for (const [subject, n] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['c', 4],
    ] as const) {
      events.add(subject, event(n), true);
    }
    expect([evicted, names(events, 'a'), names(events, 'b'), events.orphaned]).toEqual([
      ['e2'],
      ['e1', 'e3'],
      [],
      3,
    ]);
    expect(names(events, 'seen')).toEqual(['e9']);
  });

  it('counts events as orphans no more once their subject is seen', () => {
    const { events } = store({ orphans: 2 });
    events.add('a', event(1), true);
    events.add('a', event(2), true);
    events.adopt('a');
    events.adopt('a');
    expect([events.orphaned, events.size]).toEqual([0, 2]);
    events.add('b', event(3), true);
    events.add('c', event(4), true);
    expect([events.size, events.orphaned]).toEqual([4, 2]);
  });

  it('holds no more than the bound in all', () => {
    const { events, evicted } = store({ total: 50 });
    for (let n = 0; n < 1_000; n += 1) events.add(`s${n}`, event(n), n % 2 === 0);
    expect([events.size, events.orphaned, evicted.length]).toEqual([50, 25, 950]);
  });
});
