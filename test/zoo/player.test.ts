import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../fake-apiserver/store.ts';
import { event, recordingOf } from './builders.ts';
import { applyTo, play, shiftText, stateAt } from './player.ts';

const hour = 3_600_000;

const shifted: readonly (readonly [claim: string, text: string, result: string])[] = [
  ['a time', '2026-01-02T03:04:05Z', '2026-01-02T04:04:05Z'],
  ['a micro time', '2026-01-02T03:04:05.123456Z', '2026-01-02T04:04:05.123456Z'],
  ['a time over midnight', '2026-02-28T23:30:00Z', '2026-03-01T00:30:00Z'],
  [
    'a time within a text',
    'since 2026-01-02T03:04:05Z, twice',
    'since 2026-01-02T04:04:05Z, twice',
  ],
  ['not a date alone', '2026-01-02', '2026-01-02'],
  ['not a time of another zone', '2026-01-02T03:04:05+01:00', '2026-01-02T03:04:05+01:00'],
  ['not a name with digits', 'web-20260102T030405Z', 'web-20260102T030405Z'],
];

describe('shifting by an hour moves', () => {
  test.each(shifted)('%s', (_claim, text, result) => {
    expect(shiftText(text, hour)).toBe(result);
  });
});

const uid = '9d650de4-9473-4a42-96e8-61aae42bdab1';
const owner = '0bb57fc8-2c83-44b7-ad3b-3da09f5f1ee0';
const recording = recordingOf([
  event({ t: 0, name: 'web', uid, rest: { status: { startTime: '2026-01-02T03:04:05Z' } } }),
  event({
    t: 20,
    kind: 'Event',
    name: 'web.1',
    uid: owner,
    rest: {
      eventTime: '2026-01-02T03:04:06.500000Z',
      firstTimestamp: null,
      involvedObject: { kind: 'Pod', name: 'web', uid, resourceVersion: '77' },
    },
  }),
  event({ t: 900, type: 'DELETED', name: 'web', uid }),
]);
const startMs = Date.parse('2030-06-01T00:00:00Z');

describe('playing', () => {
  test('moves every instant so that the first step is applied at the start', () => {
    expect(play([{ recording, startMs: startMs + 400 }])).toEqual([
      {
        atMs: startMs,
        resource: 'v1/pods',
        type: 'ADDED',
        object: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'web', namespace: 'zoo-small', uid, resourceVersion: '1' },
          status: { startTime: '2030-06-01T00:00:00Z' },
        },
      },
      {
        atMs: startMs + 20,
        resource: 'v1/events',
        type: 'ADDED',
        object: {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: 'web.1', namespace: 'zoo-small', uid: owner, resourceVersion: '2' },
          eventTime: '2030-06-01T00:00:01.500000Z',
          firstTimestamp: null,
          involvedObject: { kind: 'Pod', name: 'web', uid },
        },
      },
      {
        atMs: startMs + 900,
        resource: 'v1/pods',
        type: 'DELETED',
        object: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'web', namespace: 'zoo-small', uid, resourceVersion: '3' },
        },
      },
    ]);
  });

  test('gives versions in the order of time over all recordings', () => {
    const played = play(
      [
        { recording, startMs },
        { recording, startMs: startMs - 1000 },
      ],
      500,
    );
    expect(
      played.map(({ atMs, object }) => [atMs - startMs, object.metadata.resourceVersion]),
    ).toEqual([
      [-1000, '500'],
      [-980, '501'],
      [-100, '502'],
      [0, '503'],
      [20, '504'],
      [900, '505'],
    ]);
  });

  test('with a name gives other uids, the same wherever they stand', () => {
    const [pod, about] = play([{ recording, startMs, playing: 'second' }]);
    expect(pod?.object.metadata.uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(pod?.object.metadata.uid).not.toBe(uid);
    expect(about?.object['involvedObject']).toMatchObject({ uid: pod?.object.metadata.uid });
    const [again] = play([{ recording, startMs, playing: 'second' }]);
    const [other] = play([{ recording, startMs, playing: 'third' }]);
    expect(again).toEqual(pod);
    expect(other?.object.metadata.uid).not.toBe(pod?.object.metadata.uid);
  });

  test('leaves the recording as it was', () => {
    const before = JSON.stringify(recording);
    play([{ recording, startMs, playing: 'second' }]);
    expect(JSON.stringify(recording)).toBe(before);
  });
});

describe('what there is', () => {
  const played = play([{ recording, startMs }]);

  test('in between has the pod', () => {
    expect(stateAt(played, startMs + 20).map(({ object }) => object.kind)).toEqual([
      'Pod',
      'Event',
    ]);
  });

  test('in the end has it no more', () => {
    expect(stateAt(played).map(({ object }) => object.kind)).toEqual(['Event']);
  });

  test('in the fake API server is the same', () => {
    const store = new MemoryStore({ now: () => startMs, historyLimit: 100 });
    for (const step of played) applyTo(store, step);
    expect(store.list('v1/pods')).toEqual([]);
    expect(store.list('v1/events').map(({ metadata }) => metadata.name)).toEqual(['web.1']);
  });
});
