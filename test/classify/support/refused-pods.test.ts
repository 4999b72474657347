// Pods that the API server refuses, as conditions and events of their makers tell.
import { describe, expect, test } from 'vitest';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  cronJob,
  deployment,
  job,
  refusalEvent,
  refused,
  replicaSet,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import { withoutPodNames } from '../../../src/classify/support/refusal-text.ts';
import { hasItsPods, refusedPods } from '../../../src/classify/support/refused-pods.ts';
import type { EventFact, ServiceSnapshot, ServiceWorkload } from '../../../src/facts/index.ts';

const REFUSED =
  'Error creating: pods "db-0" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5';
const NO_ANSWER =
  'Error creating: Post "https://10.0.0.1:6443/api/v1/namespaces/shop/pods": dial tcp 10.0.0.1:6443: connect: connection refused';

function found(world: Partial<ServiceSnapshot>) {
  return refusedPods(exampleSnapshot(world));
}

/** How often pods were refused, by what is told in one event each. */
function counts(...tries: readonly (readonly [message: string, count: number])[]) {
  const events = tries.map(([message, count], index) => {
    return { ...refusalEvent(message, statefulSet()), uid: `event-${index}`, count };
  });
  return found({ workloads: [statefulSet({ replicas: 2 })], events }).map(({ count }) => count);
}

test.each<readonly [claim: string, tries: readonly (readonly [string, number])[], number[]]>([
  ['each refusal counts', [[REFUSED, 9]], [9]],
  [
    'those told as one event count on when the newest try got no answer',
    [
      [REFUSED, 9],
      [NO_ANSWER, 8],
    ],
    [16],
  ],
  [
    'of two tries told so one was refused',
    [
      [REFUSED, 9],
      [NO_ANSWER, 2],
    ],
    [10],
  ],
  [
    'a single try without answer does not count',
    [
      [REFUSED, 9],
      [NO_ANSWER, 1],
    ],
    [9],
  ],
  ['nor do tries that were never answered', [[NO_ANSWER, 8]], []],
])('%s', (_claim, tries, expected) => {
  expect(counts(...tries)).toEqual(expected);
});

const SHORT_SET = statefulSet({ replicas: 2 });

/** The set is refused its pod in these words, told so many seconds ago. */
function told(message: string, seconds: number, facts: Partial<EventFact> = {}): EventFact {
  const times = { firstMs: ago(seconds + 9), lastMs: ago(seconds) };
  return { ...refusalEvent(message, statefulSet()), uid: `event-${message}`, ...times, ...facts };
}

describe('a refusal by event', () => {
  test.each<[string, readonly EventFact[], readonly string[]]>([
    ['stands for twenty minutes', [told('no', 1199)], ['no']],
    ['not longer', [told('no', 1200)], []],
    [
      'is told newest first',
      [told('older', 50), told('newer', 10), told('old', 90)],
      ['newer', 'older', 'old'],
    ],
    ['is none for another reason', [told('no', 10, { reason: 'Note' })], []],
  ])('%s', (_, events, messages) => {
    expect(found({ workloads: [SHORT_SET], events }).map(({ message }) => message)).toEqual(
      messages,
    );
  });

  test('is one with the same refusal, from its first to its last time', () => {
    const events = [told('no', 50, { count: 2 }), told('no', 10, { count: 3 })];
    expect(found({ workloads: [SHORT_SET], events })).toEqual([
      {
        root: { kind: 'StatefulSet', name: 'db' },
        message: 'no',
        evidence: {
          object: 'StatefulSet/db',
          field: 'event FailedCreate',
          value: 'no',
          timeMs: ago(59),
        },
        sinceMs: ago(59),
        lastMs: ago(10),
        count: 5,
      },
    ]);
  });

  test('counts tries without answer for their own workload only', () => {
    const other = statefulSet({ name: 'queue', uid: 'uid-queue', replicas: 2 });
    const unanswered = { ...refusalEvent(NO_ANSWER, other), uid: 'event-other', count: 9 };
    const note = told(NO_ANSWER, 10, { reason: 'Note', count: 9 });
    const events = [told('no', 10), unanswered, note];
    const all = found({ workloads: [other, SHORT_SET], events });
    expect(all.map(({ root, count }) => [root.name, count])).toEqual([['db', 1]]);
  });

  test('names no pod that never was, also not in the words of a maker of the workload', () => {
    const set = replicaSet({ replicas: 2 });
    const events = [
      { ...refusalEvent('pods "web-7c9d-bcdfg" is forbidden: web-7c9d-bcdfg', set), uid: 'a' },
      { ...refusalEvent('pods "web-7c9d-zxcvb" is forbidden: web-7c9d-zxcvb', set), uid: 'b' },
    ];
    const workloads = [deployment({ replicas: 2 }), set, statefulSet({ name: 'zxc' })];
    expect(found({ workloads, events }).map(({ message, count }) => [message, count])).toEqual([
      ['web-7c9d-*', 2],
    ]);
  });

  test('keeps the names of other makers', () => {
    const events = [told('quota of queue-bcdfg is used up', 10)];
    const queue = statefulSet({ name: 'queue', uid: 'uid-queue' });
    const messages = found({ workloads: [SHORT_SET, queue], events }).map((it) => it.message);
    expect(messages).toEqual(['quota of queue-bcdfg is used up']);
  });
});

describe('a refusal by condition', () => {
  const SHORT = { replicas: 2, desired: 3 };

  test('stands as long as the condition does, and counts once', () => {
    const since = { ...refused('no'), sinceMs: ago(9000) };
    const [one, ...others] = found({ workloads: [deployment({ ...SHORT, conditions: [since] })] });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ message: 'no', sinceMs: ago(9000), lastMs: ago(9000), count: 1 });
  });

  test('makes an old event stand too, and adds what that counts', () => {
    const set = replicaSet({ ...SHORT, conditions: [refused('no')] });
    const event = { ...refusalEvent('no', set), lastMs: ago(2000), count: 4 };
    expect(found({ workloads: [set], events: [event] }).map(({ count }) => count)).toEqual([4]);
  });

  test.each([
    ['is none when pods were not deleted', { ...refused('no'), reason: 'FailedDelete' }],
    ['is none once it is taken back', condition('ReplicaFailure', 'False', { message: 'no' })],
    ['is none when nobody answered', refused(NO_ANSWER)],
  ])('%s', (_, it) => {
    expect(found({ workloads: [deployment({ ...SHORT, conditions: [it] })] })).toEqual([]);
  });
});

describe('pods made since show that they are let in', () => {
  const NIGHTLY = { kind: 'CronJob', name: 'nightly' };
  const EVENT = { ...refusalEvent('no', cronJob()), lastMs: ago(100) };

  function made(seconds: number, workload = NIGHTLY) {
    return pod({ createdMs: ago(seconds) }, { workload });
  }

  test.each([
    ['of a CronJob', made(99), 0],
    ['not one made in that instant', made(100), 1],
    ['not one of another workload', made(50, { kind: 'CronJob', name: 'hourly' }), 1],
  ])('%s', (_, it, count) => {
    expect(found({ workloads: [cronJob()], events: [EVENT], pods: [it] })).toHaveLength(count);
  });

  test('but a StatefulSet counts its pods itself', () => {
    const workload = { kind: 'StatefulSet', name: 'db' };
    const world = { workloads: [SHORT_SET], events: [told('no', 100)], pods: [made(50, workload)] };
    expect(found(world)).toHaveLength(1);
  });
});

describe('a workload has its pods', () => {
  test.each<[string, ServiceWorkload | undefined, boolean]>([
    ['when it has as many as it wants', statefulSet(), true],
    ['not when one is missing', SHORT_SET, false],
    ['when a pod of the Job works', job({ active: 1 }), true],
    ['when one has succeeded', job({ active: 0, succeeded: 1 }), true],
    ['when one has failed', job({ active: 0, failed: 1 }), true],
    ['not when the Job has none', job({ active: 0 }), false],
    ['never as a CronJob', cronJob(), false],
    ['not when it is not known', undefined, false],
  ])('%s', (_, it, wanted) => {
    expect(hasItsPods(it?.workload)).toBe(wanted);
  });
});

describe('the words of a refusal', () => {
  const LONG = 'x'.repeat(70);

  test.each([
    ['are those behind all heads', 'pods "a" is forbidden: no', [], 'no'],
    ['are all of them when nothing follows', 'Error creating: ', [], 'Error creating: '],
    [
      'have no end of a name that the API server cut',
      `quota ${LONG.slice(0, 58)}bcdfg`,
      [LONG],
      `quota ${LONG.slice(0, 58)}*`,
    ],
    ['keep what only looks like a name', 'web-bcdfgh', ['web'], 'web-bcdfgh'],
  ])('%s', (_, message, makers, words) => {
    expect(withoutPodNames(message, makers)).toBe(words);
  });
});
