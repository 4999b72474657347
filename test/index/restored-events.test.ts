import { describe, expect, it } from 'vitest';
import type { EventFact, RememberedEvent } from '../../src/facts/index.ts';
import { reportMemoryOf } from '../../src/sources/report-memory.ts';
import { renderEvents } from '../../src/status/render-events.ts';
import { deployment, eventAbout, labels, NOW_MS, ownedBy, pod } from '../support/facts.ts';
import { type AnyFact, healthObject, World } from './world.ts';

const HOUR_MS = 3_600_000;
const app = labels({ app: 'shop' });
const web = deployment('web', { templateLabels: app });
const webPod = pod('web-a', { labels: app, ...ownedBy(web) });
const expired = eventAbout(webPod, 'killed', {
  reason: 'Killing',
  type: 'Normal',
  message: 'Container app failed liveness probe, will be restarted',
  count: 4,
  firstMs: NOW_MS - HOUR_MS + 2_000,
  lastMs: NOW_MS - HOUR_MS + 4_000,
});

/** What the last report kept of these Events. */
function remembered(...events: readonly EventFact[]): readonly RememberedEvent[] {
  return reportMemoryOf({ events: renderEvents(events) }).events;
}

function eventsOf(facts: readonly AnyFact[], kept: readonly RememberedEvent[]) {
  const memory = { health: 'Degraded', diagnoses: [], conditions: [], transitions: [] };
  const object = healthObject('shop', { memory: { ...memory, events: kept } });
  return new World().add(object, ...facts).snapshot('shop').events;
}

function changed(event: EventFact, involved: Partial<EventFact['involved']>): EventFact {
  return { ...event, involved: { ...event.involved, ...involved } };
}

describe('an Event that the last report rested on', () => {
  it('is as it was, but for its own name, when the API server has forgotten it', () => {
    expect(eventsOf([webPod, web], remembered(expired))).toEqual([{ ...expired, name: '' }]);
  });

  const returns: readonly (readonly [string, readonly AnyFact[], EventFact])[] = [
    ['about a workload', [web], eventAbout(web, 'refused')],
    ['whose writer left out the uid', [webPod], changed(expired, { uid: '' })],
    ['of the present second', [webPod], { ...expired, lastMs: NOW_MS }],
  ];
  it.each(returns)('returns when %s', (_, facts, event) => {
    expect(eventsOf(facts, remembered(event)).map(({ uid }) => uid)).toEqual([event.uid]);
  });

  const gone: readonly (readonly [string, readonly AnyFact[], EventFact])[] = [
    ['its object is gone', [web], expired],
    ['another object has its name', [{ ...webPod, uid: 'another' }], expired],
    [
      'its object is younger, and it names no uid',
      [{ ...webPod, createdMs: NOW_MS - HOUR_MS + 5_000 }],
      changed(expired, { uid: '' }),
    ],
    [
      'its object belongs to another service',
      [pod('web-a', { labels: labels({ app: 'x' }) })],
      expired,
    ],
    ['it is about another kind', [webPod], changed(expired, { kind: 'Job' })],
    ['it is of the future', [webPod], { ...expired, lastMs: NOW_MS + 1_000 }],
  ];
  it.each(gone)('is forgotten when %s', (_, facts, event) => {
    expect(eventsOf(facts, remembered(event))).toEqual([]);
  });

  it('is not there twice while the API server has it too, and the newer one counts', () => {
    const newer = { ...expired, count: 9, lastMs: NOW_MS - 1_000 };
    expect(eventsOf([webPod, newer], remembered(expired))).toEqual([newer]);
  });

  it('stands among the others by its time', () => {
    const older = eventAbout(webPod, 'older', { lastMs: expired.lastMs - 1 });
    const younger = eventAbout(webPod, 'younger', { lastMs: expired.lastMs + 1 });
    const events = eventsOf([webPod, younger, older], remembered(expired));
    expect(events.map(({ uid }) => uid)).toEqual([older.uid, expired.uid, younger.uid]);
  });
});
