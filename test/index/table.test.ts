import { describe, expect, it } from 'vitest';
import { Intake } from '../../src/index/intake.ts';
import { Table } from '../../src/index/table.ts';

interface Thing {
  readonly uid: string;
  readonly value: string;
}

function object(uid: string, value: string, resourceVersion = ''): unknown {
  return { metadata: { uid, resourceVersion }, value };
}

function isThing(from: unknown): from is { metadata: { uid: string }; value: string } {
  return typeof from === 'object' && from !== null && 'value' in from;
}

/** A table of things that writes down its changes as "before > now". */
function world() {
  const changes: string[] = [];
  const errors: unknown[] = [];
  let projections = 0;
  const intake = new Intake((error) => errors.push(error));
  const table = new Table<Thing>({
    project(from) {
      projections += 1;
      if (!isThing(from)) return undefined;
      const { metadata, value } = from;
      if (value === 'poison') throw new Error('poison');
      return value === 'nameless' ? undefined : { uid: metadata.uid, value };
    },
    onChange(before, now) {
      changes.push(`${before?.value ?? '-'} > ${now?.value ?? '-'}`);
      if (now?.value === 'trap') throw new Error('trap');
    },
    intake,
  });
  function take(): string[] {
    return changes.splice(0);
  }
  return { table, take, errors, intake, projections: () => projections };
}

describe('Table', () => {
  it('tells of rows that come, change and go', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a'));
    table.upsert(object('1', 'b'));
    table.remove(object('1', 'b'));
    table.remove(object('1', 'b'));
    expect([take(), table.size]).toEqual([['- > a', 'a > b', 'b > -'], 0]);
  });

  it('removes an object of which only the metadata is left', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a'));
    table.remove({ metadata: { uid: '1' } });
    expect(take()).toEqual(['- > a', 'a > -']);
  });

  it('projects an object again only when its resourceVersion differs', () => {
    const { table, take, projections } = world();
    table.upsert(object('1', 'a', '7'));
    table.upsert(object('1', 'a', '7'));
    expect([take(), projections()]).toEqual([['- > a'], 1]);
    table.upsert(object('1', 'b', '8'));
    expect([take(), projections()]).toEqual([['a > b'], 2]);
  });

  it('cannot skip an object without a resourceVersion', () => {
    const { table, projections } = world();
    table.upsert(object('1', 'a'));
    table.upsert(object('1', 'a'));
    expect(projections()).toBe(2);
  });

  it('hands the earlier fact to merge', () => {
    const table = new Table<string>({
      project: (from) => (isThing(from) ? from.value : undefined),
      merge: (previous, next) => `${previous ?? ''}${next}`,
      onChange: (_before, now) => facts.push(now),
      intake: new Intake(),
    });
    const facts: (string | undefined)[] = [];
    table.upsert(object('1', 'a'));
    table.upsert(object('1', 'b'));
    table.upsert(object('2', 'c'));
    expect(facts).toEqual(['a', 'ab', 'c']);
  });

  const nothings: unknown[] = [
    undefined,
    null,
    7,
    'text',
    {},
    { metadata: null },
    { metadata: {} },
  ];
  it.each([...nothings, object('', 'a'), { metadata: { uid: 7 } }])(
    'drops and counts %j, which has no uid',
    (nothing) => {
      const { table, take, intake } = world();
      table.upsert(nothing);
      table.remove(nothing);
      expect([take(), intake.counts]).toEqual([[], { dropped: 1, failed: 0 }]);
    },
  );

  it('drops and counts what the source cannot identify', () => {
    const { table, intake } = world();
    table.upsert(object('1', 'nameless'));
    expect([table.size, intake.counts]).toEqual([0, { dropped: 1, failed: 0 }]);
  });

  it('does not read what an object inherits', () => {
    const { table, intake } = world();
    table.upsert(Object.create({ metadata: { uid: '1' } }));
    expect([table.size, intake.counts.dropped]).toEqual([0, 1]);
  });

  it('takes __proto__ for a uid like any other', () => {
    const { table, take } = world();
    table.upsert(object('__proto__', 'a'));
    table.remove(object('__proto__', 'a'));
    expect(take()).toEqual(['- > a', 'a > -']);
  });
});

describe('mark and sweep', () => {
  it('removes at the end of a list what the list did not hold', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a'));
    table.upsert(object('2', 'b'));
    take();
    table.syncStart();
    table.upsert(object('2', 'b2'));
    table.upsert(object('3', 'c'));
    expect(take()).toEqual(['b > b2', '- > c']);
    table.syncEnd();
    expect([take(), table.size]).toEqual([['a > -'], 2]);
  });

  it('says nothing of rows that are listed again unchanged', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a', '7'));
    take();
    table.syncStart();
    table.upsert(object('1', 'a', '7'));
    table.syncEnd();
    expect([take(), table.size]).toEqual([[], 1]);
  });

  it('removes nothing for a list that never ended', () => {
    const { table, take } = world();
    for (const uid of ['1', '2']) table.upsert(object(uid, uid));
    take();
    table.syncStart();
    table.upsert(object('1', '1'));
    table.syncStart();
    table.upsert(object('2', '2'));
    expect(take()).toEqual(['1 > 1', '2 > 2']);
    table.syncEnd();
    expect(take()).toEqual(['1 > -']);
  });

  it('empties the table for an empty list, once', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a'));
    table.syncStart();
    table.syncEnd();
    table.syncEnd();
    expect(take()).toEqual(['- > a', 'a > -']);
  });
});

describe('a poisoned object', () => {
  it('costs only itself and is told', () => {
    const { table, take, errors, intake } = world();
    table.upsert(object('1', 'poison'));
    table.upsert(object('2', 'b'));
    expect([take(), errors, intake.counts]).toEqual([
      ['- > b'],
      [new Error('poison')],
      { dropped: 0, failed: 1 },
    ]);
  });

  it('leaves the fact that was known before, also through a list', () => {
    const { table, take } = world();
    table.upsert(object('1', 'a', '1'));
    table.syncStart();
    table.upsert(object('1', 'poison', '2'));
    table.syncEnd();
    table.upsert(object('1', 'b', '3'));
    expect(take()).toEqual(['- > a', 'a > b']);
  });

  it('that breaks a listener breaks no sweep', () => {
    const { table, take, intake } = world();
    table.upsert(object('1', 'trap'));
    table.upsert(object('2', 'b'));
    table.syncStart();
    table.syncEnd();
    expect([take(), intake.counts.failed]).toEqual([['- > trap', '- > b', 'trap > -', 'b > -'], 1]);
  });
});
