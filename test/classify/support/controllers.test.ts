import { describe, expect, test } from 'vitest';
import {
  isOnLostNode,
  isUpdated,
  keptByPartition,
  lastReadySinceMs,
  ordinalOf,
  podsOf,
  readySinceMs,
} from '../../../src/classify/support/controllers.ts';
import { ordinalPod } from '../../../src/classify/support/example-pods.ts';
import { statefulSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { ConditionFact, PodFact, StatefulSetFact } from '../../../src/facts/index.ts';

function setOf(facts: Partial<StatefulSetFact>): StatefulSetFact {
  const { workload } = statefulSet(facts);
  if (workload.kind !== 'StatefulSet') throw new Error('expected a StatefulSet');
  return workload;
}

describe('a workload has the pods', () => {
  test.each([
    ['of its kind and name', { kind: 'StatefulSet', name: 'db' }, ['db-0', 'db-1']],
    ['of no other kind', { kind: 'Deployment', name: 'db' }, []],
    ['of no other name', { kind: 'StatefulSet', name: 'web' }, []],
  ])('%s', (_, reference, names) => {
    const pods = podsOf(reference, [ordinalPod(0), pod(), ordinalPod(1)]);
    expect(pods.map((it) => it.pod.name)).toEqual(names);
  });
});

test('the number of a pod is behind the last dash of its name', () => {
  expect(ordinalOf(pod({ name: 'db-2-11' }).pod)).toBe(11);
});

describe('a pod is updated', () => {
  test.each([
    ['when its revision is the newest', 'db-9', true],
    ['not when it is another', 'db-8', false],
    ['when it does not tell', undefined, true],
  ])('%s', (_, revision, wanted) => {
    const labels =
      revision === undefined ? [] : ([['controller-revision-hash', revision]] as const);
    const it = pod({ labels: new Map(labels) }).pod;
    expect(isUpdated(it, setOf({ updateRevision: 'db-9' }))).toBe(wanted);
  });
});

test.each([
  ['all below the partition', { partition: 2 }, 2],
  ['fewer when its pods begin at a higher number', { partition: 3, firstOrdinal: 2 }, 1],
  ['none when they begin above it', { partition: 1, firstOrdinal: 2 }, 0],
  ['at most those that it has', { partition: 9 }, 3],
])('a StatefulSet leaves at their revision %s', (_, facts, wanted) => {
  expect(keptByPartition(setOf(facts))).toBe(wanted);
});

/** A condition that does not tell since when. */
function timeless(type: string, status: ConditionFact['status']): ConditionFact {
  const { sinceMs: _, ...rest } = condition(type, status);
  return rest;
}

function since(type: string, seconds: number): ConditionFact {
  return condition(type, 'True', { sinceMs: ago(seconds) });
}

const CREATED_MS = ago(3000);
const GATED = { readinessGates: ['gate'] };
const UNREADY = condition('Ready', 'False', { sinceMs: ago(50) });

function podWith(conditions: readonly ConditionFact[], facts: Partial<PodFact> = {}): PodFact {
  return pod({ createdMs: CREATED_MS, conditions, ...facts }).pod;
}

describe('a pod is on a lost node', () => {
  test.each<[string, PodFact, boolean]>([
    ['when only Ready was taken back', podWith([UNREADY, since('ContainersReady', 90)]), true],
    ['not while it is ready', podWith([since('Ready', 90), since('ContainersReady', 90)]), false],
    ['not when its containers are not ready', podWith([UNREADY]), false],
    [
      'not when another gate is closed',
      podWith([UNREADY, since('ContainersReady', 90), condition('gate', 'False')], GATED),
      false,
    ],
    [
      'not when only another gate is open',
      podWith([UNREADY, condition('ContainersReady', 'False'), since('gate', 80)], GATED),
      false,
    ],
  ])('%s', (_, it, wanted) => {
    expect(isOnLostNode(it)).toBe(wanted);
  });
});

describe('a pod has been ready', () => {
  const READY = since('Ready', 10);

  test.each<[string, PodFact, number | undefined]>([
    ['since its containers are', podWith([READY, since('ContainersReady', 90)]), ago(90)],
    [
      'since the last gate was opened',
      podWith([READY, since('ContainersReady', 90), since('gate', 80)], GATED),
      ago(80),
    ],
    [
      'since its containers are, when the gate was opened before',
      podWith([READY, since('ContainersReady', 70), since('gate', 80)], GATED),
      ago(70),
    ],
    ['since Ready says so, when nothing else does', podWith([READY]), ago(10)],
    [
      'since Ready says so, when the containers do not tell since when',
      podWith([READY, timeless('ContainersReady', 'True')]),
      ago(10),
    ],
    ['not when it is not', podWith([UNREADY, since('ContainersReady', 90)]), undefined],
  ])('%s', (_, it, wanted) => {
    expect(readySinceMs(it)).toBe(wanted);
  });
});

describe('by the last word of its kubelet a pod has been ready', () => {
  test.each<[string, PodFact, number | undefined]>([
    [
      'since its containers are, though its node is lost',
      podWith([UNREADY, since('ContainersReady', 90)]),
      ago(90),
    ],
    [
      'since it was made, when its node is lost and nothing tells',
      podWith([UNREADY, timeless('ContainersReady', 'True')]),
      CREATED_MS,
    ],
    ['since it is', podWith([since('Ready', 10)]), ago(10)],
    ['since it was made, when nothing tells', podWith([timeless('Ready', 'True')]), CREATED_MS],
    ['not when it was not', podWith([UNREADY]), undefined],
  ])('%s', (_, it, wanted) => {
    expect(lastReadySinceMs(it)).toBe(wanted);
  });
});
