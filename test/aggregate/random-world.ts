// Worlds nobody would think of: a seed gives a service, its last report and its time, the same each time.
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { node, silent } from '../../src/classify/support/example-surroundings.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  replicaSet,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  event,
  loopingContainer,
  NOW,
  pod,
  probe,
  recoveredContainer,
  running,
  waitingContainer,
} from '../../src/classify/support/examples.ts';
import type {
  ContainerFact,
  EventFact,
  NetworkServiceFact,
  ReportMemory,
  ServicePod,
  ServiceSnapshot,
  ServiceWorkload,
  WorkloadReference,
} from '../../src/facts/index.ts';

/** A whole number below the limit. */
export type Dice = (below: number) => number;

/** Mulberry32: small, even enough, and the same on every machine. */
export function diceOf(seed: number): Dice {
  let state = seed;
  function next(below: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }
  return next;
}

function pick<T>(dice: Dice, [first, ...others]: readonly [T, ...T[]]): T {
  return [first, ...others][dice(others.length + 1)] ?? first;
}

export function shuffled<T>(dice: Dice, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: dice(2 ** 31) }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

function some<T>(dice: Dice, most: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: dice(most + 1) }, (_, index) => make(index));
}

/** Seconds ago: near every budget and window, long past, and not come yet. */
function seconds(dice: Dice): number {
  return pick(dice, [0, 5, 19, 59, 119, 300, 600, 899, 901, 3600, 1_000_000, -30, -100_000_000]);
}

function containerOf(dice: Dice): ContainerFact {
  const restartCount = pick(dice, [0, 1, 2, 7, 2_147_483_647]);
  const run = { exitCode: pick(dice, [0, 1, 137, 255]), finishedMs: ago(seconds(dice)) };
  return pick(dice, [
    container({ state: running(seconds(dice)), readiness: probe() }),
    container({ image: 'x'.repeat(512), state: { kind: 'none' }, hasStatus: false, ready: false }),
    container({ state: { kind: 'terminated', ...crashed(run) }, terminations: [crashed(run)] }),
    waitingContainer(pick(dice, ['ImagePullBackOff', 'ErrImagePull', 'Nonsense', ''])),
    loopingContainer(run, { restartCount }),
    recoveredContainer(run, { restartCount, state: running(seconds(dice)) }),
  ]);
}

const WORKLOADS: readonly [WorkloadReference, ...WorkloadReference[]] = [
  { kind: 'Deployment', name: 'web' },
  { kind: 'StatefulSet', name: 'db' },
  { kind: 'DaemonSet', name: 'agent' },
  { kind: 'Job', name: 'migrate' },
  { kind: 'CronJob', name: 'nightly' },
  { kind: 'Pod', name: 'web-0' },
];

function podOf(dice: Dice, index: number): ServicePod {
  const createdMs = ago(seconds(dice));
  const { owner: _, ...ownerless } = pod().pod;
  return pod(
    {
      ...(dice(3) === 0 ? ownerless : {}),
      name: `web-${index}`,
      uid: `uid-${index}`,
      createdMs,
      phase: pick(dice, ['Pending', 'Running', 'Running', 'Running', 'Succeeded', 'Failed', '?']),
      conditions: [
        condition('Ready', pick(dice, ['True', 'False']), { sinceMs: ago(seconds(dice)) }),
        condition(pick(dice, ['PodScheduled', 'DisruptionTarget']), pick(dice, ['True', 'False'])),
      ],
      restartPolicy: pick(dice, ['Always', 'Never']),
      initContainers: some(dice, 1, () => ({
        ...containerOf(dice),
        name: 'init',
        kind: pick(dice, ['init', 'sidecar']),
      })),
      containers: [containerOf(dice)],
      ...(dice(5) === 0 && { deletionMs: ago(seconds(dice)) }),
    },
    { workload: pick(dice, WORKLOADS), replicaSet: pick(dice, ['', 'web-7c9d', 'web-old']) },
  );
}

function workloadsOf(dice: Dice): readonly ServiceWorkload[] {
  const facts = {
    desired: pick(dice, [0, 1, 3, 2_147_483_647]),
    generation: pick(dice, [1, 2]),
    createdMs: ago(seconds(dice)),
    conditions: some(dice, 2, () =>
      condition(
        pick(dice, ['Progressing', 'ReplicaFailure', 'Failed']),
        pick(dice, ['True', 'False']),
        {
          reason: pick(dice, ['ProgressDeadlineExceeded', 'FailedCreate', 'BackoffLimitExceeded']),
        },
      ),
    ),
  };
  const deployed = deployment({ ...facts, paused: dice(4) === 0, updatedReplicas: dice(4) });
  const updateStrategy = pick(dice, ['RollingUpdate', 'OnDelete'] as const);
  const counts = { updatedReplicas: dice(4), replicas: dice(4), updateStrategy };
  const all = [
    deployed,
    replicaSet(facts),
    job({ ...facts, failed: dice(9) }),
    statefulSet({ ...facts, ...counts, partition: dice(4), isOrdered: dice(2) === 0 }),
    daemonSet({ ...facts, ...counts, unavailable: dice(4) }),
    cronJob({
      suspended: dice(4) === 0,
      ...(dice(2) === 0 && { lastSuccessMs: ago(seconds(dice)) }),
    }),
  ];
  return all.filter(() => dice(3) > 0);
}

function eventOf(dice: Dice, index: number): EventFact {
  const reason = pick(dice, ['Failed', 'BackOff', 'Unhealthy', 'FailedCreate', 'Killing', 'Odd']);
  return event(reason, pick(dice, ['Error: secret "x" not found', 'exceeded quota: q', '', '…']), {
    name: `event-${index}`,
    uid: `uid-event-${index}`,
    lastMs: ago(seconds(dice)),
    involved: { name: `web-${index}`, uid: `uid-${index}` },
  });
}

function memoryOf(dice: Dice): ReportMemory {
  return {
    health: pick(dice, ['', 'Healthy', 'Degraded', 'Unhealthy', 'Progressing']),
    healthSinceMs: ago(seconds(dice)),
    diagnoses: [],
    conditions: some(dice, 2, () => ({
      type: pick(dice, ['Healthy', 'Available', 'Theirs']),
      status: pick(dice, ['True', 'False', 'Maybe']),
      reason: '',
      sinceMs: ago(seconds(dice)),
    })),
    transitions: some(dice, 10, () => ({
      timeMs: ago(seconds(dice)),
      from: pick(dice, ['Healthy', 'Nonsense']),
      to: 'Degraded',
      reason: 'x'.repeat(63),
    })),
    events: [],
  };
}

function networkServiceOf(name: string): NetworkServiceFact {
  const labels = new Map([['app', 'web']]);
  return {
    kind: 'Service',
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    createdMs: ago(3600),
    labels,
    selector: labels,
    ports: [],
  };
}

const LIVE = condition('Ready', 'True');

/** The service of a seed. */
export function randomWorld(seed: number): ServiceSnapshot {
  const dice = diceOf(seed);
  return exampleSnapshot({
    clock: exampleClock(NOW),
    pods: some(dice, 5, (index) => podOf(dice, index)),
    workloads: workloadsOf(dice),
    events: some(dice, 4, (index) => eventOf(dice, index)),
    nodes: dice(2) === 0 ? [] : [node({ ready: pick(dice, [silent(30), silent(150), LIVE]) })],
    networkServices: some(dice, 2, (index) => networkServiceOf(`service-${index}`)),
    thresholds: {
      minReadyPercent: pick(dice, [0, 50, 100]),
      restartWindowSeconds: pick(dice, [60, 900, 86_400]),
      startupGraceSeconds: pick(dice, [0, 120, 3600]),
    },
    missingSources:
      dice(8) > 0
        ? []
        : [{ resource: 'jobs', apiGroup: 'batch', verb: 'list', required: true, why: 'refused' }],
    memory: memoryOf(dice),
  });
}
