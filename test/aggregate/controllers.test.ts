import { describe, expect, test } from 'vitest';
import { unready } from '../../src/classify/support/example-pods.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  running,
} from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { PodFact, ServicePod, ServiceSnapshot } from '../../src/facts/index.ts';
import { found, readyPod, report, rule, unreadyPod } from './world.ts';

interface Case {
  readonly name: string;
  readonly world: Partial<ServiceSnapshot>;
  readonly findings?: readonly RuledFinding[];
  /** Word, pods that serve of those wanted, rollout. */
  readonly says: string;
}

function of(kind: string, name: string) {
  return (servicePod: ServicePod): ServicePod => ({
    ...servicePod,
    workload: { kind, name },
    replicaSet: '',
  });
}

const inSet = of('StatefulSet', 'db');
const onNodes = of('DaemonSet', 'agent');

/** `count` pods that serve, then those given. */
function pods(place: typeof inSet, count: number, ...others: readonly ServicePod[]) {
  const names = Array.from({ length: count }, (_, index) => `ready-${index}`);
  return [...names.map((name) => readyPod(name)), ...others].map(place);
}

/** A pod that was ready until so many seconds ago, and runs on. */
function fallenPod(name: string, seconds: number): ServicePod {
  return readyPod(name, {
    conditions: [condition('Ready', 'False', { sinceMs: ago(seconds) })],
    containers: [container({ ready: false, state: running(3_000) })],
  });
}

/** A pod whose node went silent: the node controller takes back Ready alone. */
function lostPod(name: string, seconds = 1_000): ServicePod {
  return readyPod(name, {
    conditions: [
      condition('Ready', 'False', { sinceMs: ago(seconds) }),
      condition('ContainersReady', 'True'),
    ],
  });
}

/** Ready again since five seconds; what its kubelet says of the containers is as old as given. */
function backPod(name: string, containersReadySeconds: number): ServicePod {
  return readyPod(name, {
    conditions: [
      condition('Ready', 'True', { sinceMs: ago(5) }),
      condition('ContainersReady', 'True', { sinceMs: ago(containersReadySeconds) }),
    ],
  });
}

function goingPod(name: string, facts: Partial<PodFact> = {}): ServicePod {
  return readyPod(name, { deletionMs: ago(-20), ...facts });
}

/** At a moment in which it runs. */
const crashLoop = loopingContainer({}, { state: running(1) });

const NEXT = { generation: 2, observedGeneration: 2, updateRevision: 'db-next' };
const UNSEEN = {
  createdMs: ago(2),
  observedGeneration: 0,
  updateRevision: '',
  currentRevision: '',
};
const error = found(rule('AppError'), {
  subject: { workload: { kind: 'CronJob', name: 'nightly' } },
});

const statefulSets: readonly Case[] = [
  {
    name: 'its nodes are heard of again: they never left service',
    world: { workloads: [statefulSet()], pods: pods(inSet, 2, backPod('db-2', 3_000)) },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'the probe of one pod passes again: that has to last',
    world: { workloads: [statefulSet()], pods: pods(inSet, 2, backPod('db-2', 5)) },
    says: 'Degraded 2/3 Complete',
  },
  {
    name: 'every node is silent for a while, as after the API server was away',
    world: {
      workloads: [statefulSet()],
      pods: pods(inSet, 0, lostPod('db-0', 75), lostPod('db-1', 75), lostPod('db-2', 75)),
    },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'all its pods serve',
    world: { workloads: [statefulSet()], pods: pods(inSet, 3) },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'it is scaled to zero',
    world: { workloads: [statefulSet({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
    says: 'Suspended 0/0 Complete',
  },
  {
    name: 'it is new and its controller has not looked',
    world: { workloads: [statefulSet({ ...UNSEEN, replicas: 0, updatedReplicas: 0 })] },
    says: 'Progressing 0/3 InProgress',
  },
  {
    name: 'its pods come up one after the other',
    world: {
      workloads: [statefulSet({ createdMs: ago(60), replicas: 2, updatedReplicas: 2 })],
      pods: pods(inSet, 1, unreadyPod('db-1', 20)),
    },
    says: 'Progressing 1/3 InProgress',
  },
  {
    name: 'its second pod does not come up within every budget',
    world: {
      workloads: [statefulSet({ replicas: 2, updatedReplicas: 2 })],
      pods: pods(inSet, 1, unreadyPod('db-1', 700)),
    },
    says: 'Degraded 1/3 Stuck',
  },
  {
    name: 'its second pod is in a crash loop: a start gives it no new time',
    world: {
      workloads: [statefulSet({ replicas: 2, updatedReplicas: 2 })],
      pods: pods(inSet, 1, readyPod('db-1', { ...unready(700), containers: [crashLoop] })),
    },
    says: 'Degraded 1/3 Stuck',
  },
  {
    name: 'a new revision replaces its last pod first',
    world: {
      workloads: [statefulSet({ ...NEXT, updatedReplicas: 0, replicas: 3 })],
      pods: pods(inSet, 2, goingPod('db-2')),
    },
    says: 'Progressing 2/3 InProgress',
  },
  {
    name: 'a new revision is observed before any pod has gone',
    world: { workloads: [statefulSet({ ...NEXT, updatedReplicas: 0 })], pods: pods(inSet, 3) },
    says: 'Progressing 3/3 InProgress',
  },
  {
    name: 'the first pod of a new revision does not come up within every budget',
    world: {
      workloads: [statefulSet({ ...NEXT, updatedReplicas: 1 })],
      pods: pods(inSet, 2, unreadyPod('db-2', 700)),
    },
    says: 'Degraded 2/3 Stuck',
  },
  {
    name: 'the last pod of a new revision is made and not ready',
    world: {
      workloads: [statefulSet(NEXT)],
      pods: pods(inSet, 2, unreadyPod('db-0', 20)),
    },
    says: 'Progressing 2/3 InProgress',
  },
  {
    name: 'a partition keeps pods of an older revision, for as long as it likes',
    world: {
      workloads: [statefulSet({ ...NEXT, partition: 2, updatedReplicas: 1 })],
      pods: pods(inSet, 3),
    },
    says: 'Healthy 3/3 Paused',
  },
  {
    name: 'a partition is counted from the first ordinal',
    world: {
      workloads: [statefulSet({ ...NEXT, partition: 5, firstOrdinal: 5, updatedReplicas: 1 })],
      pods: pods(inSet, 3),
    },
    says: 'Progressing 3/3 InProgress',
  },
  {
    name: 'with OnDelete a new revision waits for people',
    world: {
      workloads: [statefulSet({ ...NEXT, updateStrategy: 'OnDelete', updatedReplicas: 0 })],
      pods: pods(inSet, 3),
    },
    says: 'Healthy 3/3 Paused',
  },
  {
    name: 'with OnDelete the current revision never moves',
    world: {
      workloads: [statefulSet({ ...NEXT, updateStrategy: 'OnDelete' })],
      pods: pods(inSet, 3),
    },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'a pod that fails after the rollout does not undo it',
    world: { workloads: [statefulSet()], pods: pods(inSet, 2, fallenPod('db-2', 900)) },
    says: 'Degraded 2/3 Complete',
  },
  {
    name: 'a pod is counted that has not been seen yet',
    world: { workloads: [statefulSet()], pods: pods(inSet, 2) },
    says: 'Progressing 2/3 InProgress',
  },
  {
    name: 'a pod is missing for longer than a rollout may take',
    world: { workloads: [statefulSet({ replicas: 2 })], pods: pods(inSet, 2) },
    says: 'Degraded 2/3 Stuck',
  },
];

const daemonSets: readonly Case[] = [
  {
    name: 'every node has its pod',
    world: { workloads: [daemonSet()], pods: pods(onNodes, 3) },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'it selects no node',
    world: { workloads: [daemonSet({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
    says: 'Suspended 0/0 Complete',
  },
  {
    name: 'one node is late by less than fifteen minutes',
    world: {
      workloads: [daemonSet({ unavailable: 1 })],
      pods: pods(onNodes, 2, unreadyPod('agent-3', 880)),
    },
    says: 'Progressing 2/3 InProgress',
  },
  {
    name: 'one node is late by more',
    world: {
      workloads: [daemonSet({ unavailable: 1 })],
      pods: pods(onNodes, 2, unreadyPod('agent-3', 920)),
    },
    says: 'Degraded 2/3 Stuck',
  },
  {
    name: 'a new revision goes from node to node',
    world: { workloads: [daemonSet({ updatedReplicas: 1 })], pods: pods(onNodes, 3) },
    says: 'Progressing 3/3 InProgress',
  },
  {
    name: 'with OnDelete a new revision waits for people',
    world: {
      workloads: [daemonSet({ updatedReplicas: 1, updateStrategy: 'OnDelete' })],
      pods: pods(onNodes, 3),
    },
    says: 'Healthy 3/3 Paused',
  },
  {
    name: 'a node is lost: nobody can mend its pod',
    world: { workloads: [daemonSet({ unavailable: 1 })], pods: pods(onNodes, 2, lostPod('a')) },
    says: 'Healthy 2/2 Complete',
  },
  {
    name: 'a node is silent for a while: what its kubelet said last holds',
    world: {
      workloads: [daemonSet({ unavailable: 1 })],
      pods: pods(onNodes, 2, lostPod('a', 119)),
    },
    says: 'Healthy 3/3 Complete',
  },
  {
    name: 'a node is silent for too long',
    world: {
      workloads: [daemonSet({ unavailable: 1 })],
      pods: pods(onNodes, 2, lostPod('a', 121)),
    },
    says: 'Healthy 2/2 Complete',
  },
  {
    name: 'every node is lost',
    world: {
      workloads: [daemonSet({ desired: 1, replicas: 1, updatedReplicas: 1, unavailable: 1 })],
      pods: pods(onNodes, 0, lostPod('a')),
    },
    says: 'Unhealthy 0/1 Complete',
  },
  {
    name: 'a new pod beside the old one never comes up',
    world: {
      workloads: [daemonSet({ updatedReplicas: 1 })],
      pods: pods(onNodes, 3, unreadyPod('agent-4', 920)),
    },
    says: 'Degraded 3/3 Stuck',
  },
];

const cronJobs: readonly Case[] = [
  { name: 'it has not run yet', world: { workloads: [cronJob()] }, says: 'Healthy 0/0' },
  {
    name: 'it runs',
    world: { workloads: [cronJob(), job({}, { kind: 'CronJob', name: 'nightly' })] },
    says: 'Healthy 0/0',
  },
  {
    name: 'it is suspended',
    world: { workloads: [cronJob({ suspended: true })] },
    says: 'Suspended 0/0',
  },
  {
    name: 'it has an error',
    world: { workloads: [cronJob()] },
    findings: [error],
    says: 'Unhealthy 0/0',
  },
  {
    name: 'it has an error beside what serves',
    world: { workloads: [cronJob(), deployment()], pods: pods((one) => one, 3) },
    findings: [error],
    says: 'Degraded 0/0',
  },
  {
    name: 'it is suspended beside what serves',
    world: {
      workloads: [cronJob({ suspended: true }), deployment()],
      pods: pods((one) => one, 3),
    },
    says: 'Healthy 0/0',
  },
];

function said({ world, findings }: Case): string {
  const { health, workloads } = report(world, findings ?? []);
  const { available = 0, desired = 0, rollout } = workloads[0] ?? {};
  return [health, `${available}/${desired}`, rollout ?? ''].join(' ').trim();
}

describe.each([
  { kind: 'StatefulSet', cases: statefulSets },
  { kind: 'DaemonSet', cases: daemonSets },
  { kind: 'CronJob', cases: cronJobs },
])('a $kind', ({ cases }) => {
  test.each(cases)('$name: $says', (one) => {
    expect(said(one)).toBe(one.says);
  });
});

test.each([
  {
    facts: { ...NEXT, updatedReplicas: 1, partition: 2 },
    message:
      'StatefulSet/db keeps pods of an older revision, as its update strategy says: OnDelete until they are deleted, a partition until it is lowered.',
  },
  {
    facts: { ...NEXT, updatedReplicas: 1 },
    message:
      'StatefulSet/db is rolling out: not all of its pods are of the newest revision and available.',
  },
])('a rollout that is not complete says why: $message', ({ facts, message }) => {
  const { conditions } = report({ workloads: [statefulSet(facts)], pods: pods(inSet, 3) });
  expect(conditions.find(({ type }) => type === 'RolloutComplete')?.message).toBe(message);
});
