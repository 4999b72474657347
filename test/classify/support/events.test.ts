// Which events are about an object, and which of them still say how things are.
import { describe, expect, test } from 'vitest';
import { areCurrent, containerEvents, eventsAbout } from '../../../src/classify/support/events.ts';
import { exampleClock, exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { ago, event, pod } from '../../../src/classify/support/examples.ts';
import type { EventFact, PodFact } from '../../../src/facts/index.ts';

const { pod: own } = pod();
const NAMED = { uid: '' };
const BY_UID = event('A', 'by uid');
const BY_NAME = event('B', 'by name', { involved: NAMED });
const OTHERS = [
  event('C', 'an earlier pod of the name', { involved: { uid: 'earlier' } }),
  event('D', 'another pod', { involved: { ...NAMED, name: 'other' } }),
  event('E', 'of another namespace', { involved: { ...NAMED, namespace: 'other' } }),
  event('F', 'of another kind', { involved: { ...NAMED, kind: 'Job' } }),
];

function about(events: readonly EventFact[], it: PodFact = own): readonly EventFact[] {
  return eventsAbout(exampleSnapshot({ events }), it);
}

describe('an event is about an object', () => {
  test('by its uid', () => {
    expect(about([...OTHERS, BY_UID])).toEqual([BY_UID]);
  });

  test('by its name when it has no uid, and both stay in their order', () => {
    expect(about([BY_NAME, ...OTHERS, BY_UID])).toEqual([BY_NAME, BY_UID]);
    expect(about([BY_UID, ...OTHERS, BY_NAME])).toEqual([BY_UID, BY_NAME]);
  });

  test('by its name alone when the object has no uid', () => {
    expect(about([...OTHERS, BY_NAME, BY_UID], { ...own, uid: '' })).toEqual([BY_NAME]);
    expect(about(OTHERS, { ...own, uid: '' })).toEqual([]);
  });

  test('and about its container when it says so', () => {
    const sidecar = event('G', 'sidecar', { involved: { container: 'proxy' } });
    expect(containerEvents(exampleSnapshot({ events: [sidecar, BY_UID] }), own, 'app')).toEqual([
      BY_UID,
    ]);
  });
});

function endedAgo(...seconds: readonly number[]): readonly EventFact[] {
  return seconds.map((it) => event('A', '', { lastMs: ago(it) }));
}

describe('events are current', () => {
  test.each([
    ['for a quarter of an hour', endedAgo(899), true],
    ['not longer', endedAgo(900), false],
    ['when the newest of them is, wherever it stands', endedAgo(10, 900), true],
    ['not when there are none', [], false],
  ])('%s', (_, events, wanted) => {
    expect(areCurrent(events, exampleClock())).toBe(wanted);
  });
});
