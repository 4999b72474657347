// How far a new revision has come, kind by kind.
import { describe, expect, test } from 'vitest';
import type { WorkloadGroup } from '../../src/aggregate/groups.ts';
import { rolloutOf } from '../../src/aggregate/rollout.ts';
import { unready } from '../../src/classify/support/example-pods.ts';
import {
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  pod,
  running,
  waiting,
} from '../../src/classify/support/examples.ts';
import type {
  DaemonSetFact,
  DeploymentFact,
  PodFact,
  ServicePod,
  ServiceWorkload,
  StatefulSetFact,
} from '../../src/facts/index.ts';
import { readyPod } from './world.ts';

const THREE = ['db-0', 'db-1', 'db-2'].map((name) => readyPod(name));

function rolled(
  { workload, root }: ServiceWorkload,
  pods: readonly ServicePod[],
  isHeldUp = false,
) {
  const group: WorkloadGroup = { reference: root, fact: workload, children: [], pods };
  return rolloutOf(group, () => isHeldUp);
}

describe('a Deployment', () => {
  const late = condition('Progressing', 'False');
  const done = condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });

  test.each<[string, string, Partial<DeploymentFact>]>([
    ['is complete when all of its pods are new and available', 'Complete', {}],
    ['is under way while old pods are left', 'InProgress', { replicas: 4 }],
    ['is under way while new ones are missing', 'InProgress', { updatedReplicas: 2 }],
    ['is under way while one is not available', 'InProgress', { availableReplicas: 2 }],
    [
      'stays complete when one fails later',
      'Complete',
      { availableReplicas: 2, conditions: [done] },
    ],
    ['is under way before the spec is seen', 'InProgress', { generation: 2, conditions: [late] }],
    [
      'is stuck when the controller has given up',
      'Stuck',
      { updatedReplicas: 2, conditions: [late] },
    ],
    [
      'is not stuck by what another condition says',
      'InProgress',
      { updatedReplicas: 2, conditions: [condition('Available', 'False')] },
    ],
    ['is paused by order', 'Paused', { updatedReplicas: 2, paused: true, conditions: [late] }],
    ['that is paused with nothing left to do is complete', 'Complete', { paused: true }],
  ])('%s', (_, wanted, facts) => {
    expect(rolled(deployment(facts), [])).toBe(wanted);
  });
});

describe('a StatefulSet', () => {
  const next = { updateRevision: 'db-next' };

  test.each<[string, string, Partial<StatefulSetFact>]>([
    ['is complete when all of its pods are new', 'Complete', {}],
    ['is under way before the spec is seen', 'InProgress', { generation: 2 }],
    ['is under way while old pods are left', 'InProgress', { updatedReplicas: 2 }],
    ['is under way until the new revision is the present one', 'InProgress', next],
    ['waits where a partition keeps some', 'Paused', { ...next, updatedReplicas: 1, partition: 2 }],
    [
      'is under way while fewer are new than the partition lets',
      'InProgress',
      { ...next, updatedReplicas: 0, partition: 2 },
    ],
    ['waits with OnDelete', 'Paused', { ...next, updatedReplicas: 1, updateStrategy: 'OnDelete' }],
    [
      'is complete with OnDelete when all were deleted',
      'Complete',
      { ...next, updateStrategy: 'OnDelete' },
    ],
  ])('%s', (_, wanted, facts) => {
    expect(rolled(statefulSet(facts), THREE)).toBe(wanted);
  });

  test('is stuck when what it does is held up', () => {
    expect(rolled(statefulSet({ updatedReplicas: 2 }), THREE, true)).toBe('Stuck');
    expect(rolled(statefulSet(), THREE, true)).toBe('Complete');
  });

  test('is under way while a pod is missing', () => {
    expect(rolled(statefulSet(), THREE.slice(1))).toBe('InProgress');
  });
});

test.each<[string, string, Partial<DaemonSetFact>]>([
  ['is complete when all of its pods are new', 'Complete', {}],
  ['is under way while old pods are left', 'InProgress', { updatedReplicas: 2 }],
  ['waits with OnDelete', 'Paused', { updatedReplicas: 2, updateStrategy: 'OnDelete' }],
])('a DaemonSet %s', (_, wanted, facts) => {
  expect(rolled(daemonSet(facts), THREE)).toBe(wanted);
});

test('a ReplicaSet rolls nothing out', () => {
  expect(rolled(replicaSet(), THREE)).toBe(undefined);
});

describe('a pod that has not been ready yet keeps it under way', () => {
  const began = container({ ready: false, state: running(100) });
  const end = crashed({ startedMs: ago(500), finishedMs: ago(101) });

  test.each<[string, string, Partial<PodFact>]>([
    [
      'while it has not been since its start',
      'InProgress',
      { ...unready(100), containers: [began] },
    ],
    ['not when it was, and is not any more', 'Complete', { ...unready(99), containers: [began] }],
    [
      'not when it was in an earlier run',
      'Complete',
      { ...unready(400), containers: [{ ...began, terminations: [end] }] },
    ],
    [
      'while that run came after the change',
      'InProgress',
      { ...unready(600), containers: [{ ...began, terminations: [end] }] },
    ],
    [
      'by the first of its containers',
      'Complete',
      {
        ...unready(150),
        containers: [container({ state: running(200) }), { ...began, name: 'late' }],
      },
    ],
    [
      'while nothing of it has begun',
      'InProgress',
      { ...unready(10), containers: [container({ state: waiting('') })] },
    ],
    ['while it says nothing of itself', 'InProgress', { conditions: [], containers: [began] }],
    [
      'not when it goes away',
      'Complete',
      { ...unready(100), containers: [began], deletionMs: ago(-9) },
    ],
  ])('%s', (_, wanted, facts) => {
    const pods = [...THREE, pod({ name: 'db-3', ...facts })];
    expect(rolled(statefulSet(), pods)).toBe(wanted);
  });
});
