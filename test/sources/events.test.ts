import { describe, expect, it } from 'vitest';
import type { EventFact } from '../../src/facts/index.ts';
import { eventSource } from '../../src/sources/events.ts';
import { Interner } from '../../src/sources/intern.ts';
import { CREATED_MS, eventObject, metadata } from './objects.ts';

const source = eventSource(new Interner());
const MINUTE = 60_000;

const backOff: EventFact = {
  kind: 'Event',
  namespace: 'shop',
  name: 'checkout.18a',
  uid: 'uid-checkout.18a',
  involved: {
    kind: 'Pod',
    namespace: 'shop',
    name: 'checkout-x2x1q',
    uid: 'uid-checkout-x2x1q',
    container: 'app',
  },
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  count: 4,
  firstMs: CREATED_MS + MINUTE,
  lastMs: CREATED_MS + 5 * MINUTE,
  component: 'kubelet',
};

function involving(changes: object): object {
  return { involvedObject: { ...eventObject().involvedObject, ...changes } };
}

const cases: readonly (readonly [string, object, Partial<EventFact> | undefined])[] = [
  ['an event of the kubelet', {}, {}],
  [
    'the scheduler leaves both timestamps null and has no count',
    {
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: '2026-01-01T00:02:00.123456Z',
      series: null,
      count: undefined,
    },
    { firstMs: CREATED_MS + 2 * MINUTE + 123, lastMs: CREATED_MS + 2 * MINUTE + 123, count: 1 },
  ],
  [
    'a series is newer than all other times and counts for itself',
    { series: { count: 9, lastObservedTime: '2026-01-01T00:09:00.000001Z' } },
    { lastMs: CREATED_MS + 9 * MINUTE, count: 9 },
  ],
  ['the first time is better than none', { lastTimestamp: null }, { lastMs: CREATED_MS + MINUTE }],
  [
    'the time of creation is the last resort',
    { firstTimestamp: null, lastTimestamp: 'yesterday' },
    { firstMs: CREATED_MS, lastMs: CREATED_MS },
  ],
  [
    'an offset is a time too',
    { lastTimestamp: '2026-01-01T02:05:00+02:00' },
    { lastMs: CREATED_MS + 5 * MINUTE },
  ],
  ['a type of neither sort is Normal', { type: 'Odd' }, { type: 'Normal' }],
  ['a nonsense count is one', { count: -3 }, { count: 1 }],
  [
    'the old field names the writer where the new one is empty',
    { reportingComponent: '', source: { component: 'default-scheduler' } },
    { component: 'default-scheduler' },
  ],
  [
    'an init container is named too',
    involving({ fieldPath: 'spec.initContainers{migrate}' }),
    { involved: { ...backOff.involved, container: 'migrate' } },
  ],
  [
    'another field is no container',
    involving({ fieldPath: 'spec.volumes{data}' }),
    { involved: { ...backOff.involved, container: '' } },
  ],
  [
    'secrets go',
    { message: 'Liveness probe failed: password=hunter2' },
    { message: 'Liveness probe failed: password=[redacted]' },
  ],
  [
    'the event that stands for many says what one of them says',
    { message: '(combined from similar events): Readiness probe errored: no command' },
    { message: 'Readiness probe errored: no command' },
  ],
  ['a message may be missing', { message: undefined }, { message: '' }],
  [
    'a subject without uid is known by name',
    involving({ uid: undefined }),
    { involved: { ...backOff.involved, uid: '' } },
  ],
  ['an event about nothing is dropped', { involvedObject: {} }, undefined],
  ['our own events are dropped', { reportingComponent: 'servicehealth' }, undefined],
  [
    'our own events in the old form are dropped',
    { reportingComponent: '', source: { component: 'servicehealth' } },
    undefined,
  ],
  [
    'events of a similar name are kept',
    { reportingComponent: 'servicehealth-demo' },
    { component: 'servicehealth-demo' },
  ],
  ['an event without uid is dropped', { metadata: metadata('x', { uid: '' }) }, undefined],
];

describe('an event as facts', () => {
  it.each(cases)('%s', (_, changes, expected) => {
    const fact = expected === undefined ? undefined : { ...backOff, ...expected };
    expect(source.project(eventObject(changes))).toEqual(fact);
  });

  it('leaves bulk on the server and nothing that explains a failure', () => {
    const excluded = (source.fieldSelector ?? '').split(',').map((term) => term.split('!=')[1]);
    expect(excluded).toEqual([
      'Scheduled',
      'Pulled',
      'Created',
      'Started',
      'SuccessfulAttachVolume',
      'SuccessfulCreate',
      'SuccessfulDelete',
      'ScalingReplicaSet',
      'SuccessfulRescale',
      'SawCompletedJob',
      'Completed',
      'LeaderElection',
    ]);
  });
});
