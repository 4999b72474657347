// The health table, asked of one workload: desired, available, errors and budgets become a word.
import { describe, expect, test } from 'vitest';
import { groupWorkloads } from '../../src/aggregate/groups.ts';
import {
  type Assessment,
  assess,
  endingAssessment,
  wordFor,
} from '../../src/aggregate/workload-health.ts';
import { agentPod, ready, unready } from '../../src/classify/support/example-pods.ts';
import { exampleClock, THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import { node, silent } from '../../src/classify/support/example-surroundings.ts';
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
  jobPod,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import type { NodeFact, ServicePod, ServiceWorkload } from '../../src/facts/index.ts';
import { readyPod } from './world.ts';

const WELL: Assessment = {
  desired: 4,
  available: 4,
  hasError: false,
  isPastBudget: false,
  isInFlight: false,
};

describe('the word', () => {
  test.each<[string, string, Partial<Assessment>, number]>([
    ['is well when all serve', 'Healthy', {}, 0],
    ['is the own one of a Job', 'Suspended', { word: 'Suspended', hasError: true }, 0],
    ['of nothing desired is Suspended', 'Suspended', { desired: 0, available: 0 }, 0],
    [
      'of nothing desired with an error is Unhealthy',
      'Unhealthy',
      { desired: 0, available: 0, hasError: true },
      0,
    ],
    ['with none left and an error is Unhealthy', 'Unhealthy', { available: 0, hasError: true }, 0],
    [
      'with none left past the budget is Unhealthy',
      'Unhealthy',
      { available: 0, isPastBudget: true },
      0,
    ],
    ['with none left inside the budget is Progressing', 'Progressing', { available: 0 }, 0],
    ['with an error is Degraded', 'Degraded', { hasError: true }, 0],
    ['past the budget is Degraded', 'Degraded', { available: 3, isPastBudget: true }, 0],
    ['in flight is Progressing', 'Progressing', { available: 3, isInFlight: true }, 0],
    [
      'of half the pods is enough where half are asked for',
      'Degraded',
      { available: 2, hasError: true },
      50,
    ],
    ['of less is not', 'Unhealthy', { available: 1, hasError: true }, 50],
  ])('%s', (_, wanted, facts, minReadyPercent) => {
    expect(wordFor({ ...WELL, ...facts }, { ...THRESHOLDS, minReadyPercent })).toBe(wanted);
  });
});

describe('in a namespace that is being deleted', () => {
  const CALM = { hasError: false, isPastBudget: false, isInFlight: true };

  test.each<[string, Partial<Assessment>, Partial<Assessment>]>([
    ['nothing is late or broken', { hasError: true, isPastBudget: true, rollout: 'Stuck' }, CALM],
    [
      'a Job that failed is on its way out',
      { word: 'Unhealthy' },
      { ...CALM, word: 'Progressing' },
    ],
    ['a Job that is done stays done', { word: 'Healthy' }, { ...CALM, word: 'Healthy' }],
  ])('%s', (_, facts, wanted) => {
    expect(endingAssessment({ ...WELL, ...facts })).toEqual({ ...WELL, ...wanted });
  });
});

interface World {
  readonly workloads?: readonly ServiceWorkload[];
  readonly pods?: readonly ServicePod[];
  readonly nodes?: readonly NodeFact[];
}

function assessed({ workloads = [], pods = [], nodes = [] }: World): Assessment {
  const [group] = groupWorkloads({ workloads, pods });
  if (group === undefined) throw new Error('a world has a workload');
  return assess(group, {
    clock: exampleClock(),
    thresholds: THRESHOLDS,
    hasError: false,
    kills: new Map(),
    nodes: new Map(nodes.map((it) => [it.name, it])),
  });
}

/** "2 of 3" */
function counted(world: World): string {
  const { available, desired } = assessed(world);
  return `${available} of ${desired}`;
}

const TOOL = { workload: { kind: 'Workflow', name: 'tool' }, replicaSet: '' };

describe('desired are', () => {
  const two = [readyPod('web-1'), readyPod('web-2')];

  test.each<[string, string, World]>([
    ['as many as the spec says', '2 of 3', { workloads: [deployment()], pods: two }],
    [
      'as many as its ReplicaSets are to run before it is seen',
      '0 of 3',
      { workloads: [replicaSet()] },
    ],
    [
      'none of what is no ReplicaSet',
      '0 of 0',
      { workloads: [{ ...statefulSet(), root: { kind: 'Database', name: 'db' } }] },
    ],
    [
      'the pods of a controller that is not watched',
      '2 of 2',
      { pods: two.map((it) => ({ ...it, ...TOOL })) },
    ],
    [
      'but none that is done',
      '1 of 1',
      {
        pods: [
          readyPod('a'),
          readyPod('b', { phase: 'Succeeded' }),
          readyPod('c', { phase: 'Failed' }),
        ].map((it) => ({ ...it, ...TOOL })),
      },
    ],
    [
      'nor one that goes while others are kept',
      '1 of 1',
      {
        pods: [readyPod('a'), readyPod('b', { deletionMs: ago(-9) })].map((it) => ({
          ...it,
          ...TOOL,
        })),
      },
    ],
    [
      'its last one while that goes',
      '0 of 1',
      { pods: [{ ...readyPod('b', { deletionMs: ago(-9) }), ...TOOL }] },
    ],
    [
      'nothing of a pod that nobody makes again',
      '0 of 0',
      {
        pods: [
          {
            ...readyPod('b', { deletionMs: ago(-9) }),
            workload: { kind: 'Pod', name: 'b' },
            replicaSet: '',
          },
        ],
      },
    ],
  ])('%s', (_, wanted, world) => {
    expect(counted(world)).toBe(wanted);
  });
});

describe('of a DaemonSet', () => {
  const workloads = [daemonSet({ desired: 2, replicas: 2, updatedReplicas: 2 })];
  const one = agentPod('a', ready());
  const down = agentPod('b', unready(900));
  const nodes = [node({ name: 'a' })];

  test.each<[string, string, World]>([
    [
      'a pod that is down on a node that is up is missed',
      '1 of 2',
      { workloads, pods: [one, down], nodes: [...nodes, node({ name: 'b' })] },
    ],
    [
      'it is not on a node that is cordoned',
      '1 of 1',
      {
        workloads,
        pods: [one, down],
        nodes: [...nodes, node({ name: 'b', isUnschedulable: true })],
      },
    ],
    [
      'nor on one that is not ready',
      '1 of 1',
      { workloads, pods: [one, down], nodes: [...nodes, node({ name: 'b', ready: silent(400) })] },
    ],
    ['it is on one that nobody knows', '1 of 2', { workloads, pods: [one, down], nodes }],
    [
      'a pod that serves on a cordoned node counts',
      '2 of 2',
      {
        workloads,
        pods: [one, agentPod('b', ready())],
        nodes: [...nodes, node({ name: 'b', isUnschedulable: true })],
      },
    ],
    [
      'one that goes from there is replaced',
      '1 of 2',
      {
        workloads,
        pods: [one, { ...down, pod: { ...down.pod, deletionMs: ago(-9) } }],
        nodes: [...nodes, node({ name: 'b', isUnschedulable: true })],
      },
    ],
    [
      'where all nodes are lost, all are missed',
      '0 of 2',
      {
        workloads,
        pods: [agentPod('a', unready(900)), down],
        nodes: ['a', 'b'].map((name) => node({ name, isUnschedulable: true })),
      },
    ],
  ])('%s', (_, wanted, world) => {
    expect(counted(world)).toBe(wanted);
  });
});

describe('a node that is silent', () => {
  const workloads = [deployment({ desired: 1 })];
  const pods = [readyPod('web-1')];

  test.each<[string, string, NodeFact]>([
    ['is believed for two minutes', '1 of 1', node({ ready: silent(119) })],
    ['and then not any more', '0 of 1', node({ ready: silent(120) })],
    [
      'since it was made, if it never spoke',
      '0 of 1',
      node({ ready: { type: 'Ready', status: 'Unknown', reason: '', message: '' } }),
    ],
    [
      'is not one that says itself that it is not ready',
      '1 of 1',
      node({ ready: condition('Ready', 'False', { sinceMs: ago(900) }) }),
    ],
  ])('%s', (_, wanted, it) => {
    expect(counted({ workloads, pods, nodes: [it] })).toBe(wanted);
  });
});

describe('a workload is in flight', () => {
  const workloads = [deployment({ desired: 1, replicas: 1, updatedReplicas: 1 })];
  const young = readyPod('web-1', { containers: [container({ state: running(5) })] });

  test.each<[string, boolean, World]>([
    ['while a pod is missing', true, { workloads }],
    ['not when all serve', false, { workloads, pods: [readyPod('web-1')] }],
    ['while a container is so young that it may yet die', true, { workloads, pods: [young] }],
    [
      'not for one that goes',
      false,
      {
        workloads,
        pods: [readyPod('web-2'), { ...young, pod: { ...young.pod, deletionMs: ago(-9) } }],
      },
    ],
    [
      'while it rolls out',
      true,
      {
        workloads: [deployment({ desired: 1, replicas: 2, updatedReplicas: 1 })],
        pods: [readyPod('web-1')],
      },
    ],
  ])('%s', (_, wanted, world) => {
    expect(assessed(world).isInFlight).toBe(wanted);
  });
});

describe('a workload is past its budget', () => {
  const workloads = [deployment({ desired: 1 })];
  const late = pod({ name: 'web-1', ...unready(900) });

  test.each<[string, boolean, World]>([
    ['when what is missing has had its time', true, { workloads, pods: [late] }],
    ['not when nothing is missing', false, { workloads, pods: [readyPod('web-1')] }],
    [
      'not while one of its pods has time left',
      false,
      {
        workloads: [deployment({ desired: 2 })],
        pods: [
          late,
          pod({
            name: 'web-2',
            ...unready(5),
            containers: [container({ ready: false, state: running(5) })],
          }),
        ],
      },
    ],
    [
      'whatever time a pod has that goes',
      true,
      {
        workloads,
        pods: [
          late,
          pod({
            name: 'web-2',
            ...unready(5),
            deletionMs: ago(700),
            containers: [container({ ready: false, state: running(5) })],
          }),
        ],
      },
    ],
    [
      'not while its controller has to be asked first',
      false,
      { workloads: [deployment({ desired: 2, generation: 2 })], pods: [late] },
    ],
    [
      'when its rollout is stuck over pods that serve',
      true,
      {
        workloads: [
          deployment({
            desired: 1,
            replicas: 2,
            updatedReplicas: 1,
            conditions: [condition('Progressing', 'False')],
          }),
        ],
        pods: [readyPod('web-1')],
      },
    ],
  ])('%s', (_, wanted, world) => {
    expect(assessed(world).isPastBudget).toBe(wanted);
  });
});

test('only kinds with revisions tell how many pods are updated', () => {
  const [one, other] = [deployment(), replicaSet()].map((it) =>
    assessed({ workloads: [{ ...it, root: { kind: it.workload.kind, name: it.workload.name } }] }),
  );
  expect([one?.updated, other?.updated]).toEqual([3, undefined]);
});

test('the pod of a Job that stands alone is desired while it runs', () => {
  expect(counted({ pods: [{ ...jobPod(ready()), ...TOOL }] })).toBe('1 of 1');
});
