import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.ts';
import nodeNotReady from '../../src/classify/rules/node-not-ready.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { node, silent } from '../../src/classify/support/example-surroundings.ts';
import {
  daemonSet,
  deployment,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import { ago, condition, loopingContainer } from '../../src/classify/support/examples.ts';
import type { Classifier } from '../../src/classify/types.ts';
import type { NodeFact, PodFact, ServicePod, ServiceSnapshot } from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

const LOST = node({ name: 'lost', ready: silent(150) });

function placed(kind: string, workload: string, facts: Partial<PodFact> & { name: string }) {
  const { pod } = readyPod(facts.name, facts);
  return { pod, workload: { kind, name: workload }, replicaSet: '' } satisfies ServicePod;
}

/** A pod whose node went silent: the node controller takes back Ready alone. */
function stranded(kind: string, workload: string, name: string, facts: Partial<PodFact> = {}) {
  const conditions = [
    condition('Ready', 'False', { sinceMs: ago(90) }),
    condition('ContainersReady', 'True'),
  ];
  return placed(kind, workload, { name, nodeName: 'lost', conditions, ...facts });
}

function web(name: string, nodeName = 'node-1'): ServicePod {
  return placed('Deployment', 'web', { name, nodeName });
}

/** What a service says with the rule and others that are given. */
function told(world: Partial<ServiceSnapshot>, others: readonly Classifier[] = []) {
  const findings = classify(exampleSnapshot(world), [nodeNotReady, ...others]);
  const { health, podsReady, diagnoses } = brief(report(world, findings));
  return { health, podsReady, diagnoses };
}

function brief({ health, pods, diagnoses }: ReturnType<typeof report>) {
  return {
    health,
    podsReady: `${pods.ready}/${pods.desired}`,
    diagnoses: diagnoses.map(({ code, severity, affected, consequences }) => ({
      says: `${severity} ${code}`,
      pods: affected.sample,
      workloads: affected.workloads,
      consequences,
    })),
  };
}

describe('a lost node', () => {
  test('is one problem for all pods on it, of one workload or several', () => {
    const workloads = [deployment({ desired: 2 }), statefulSet({ desired: 1 })];
    const pods = [
      stranded('StatefulSet', 'db', 'db-0'),
      web('web-1'),
      stranded('Deployment', 'web', 'web-2'),
    ];
    expect(told({ nodes: [LOST, node()], workloads, pods })).toEqual({
      health: 'Degraded',
      podsReady: '1/3',
      diagnoses: [
        {
          says: 'error NodeNotReady',
          pods: ['db-0', 'web-2'],
          workloads: ['StatefulSet/db', 'Deployment/web'],
          consequences: [],
        },
      ],
    });
  });

  test('and another are two problems', () => {
    const nodes = [LOST, node({ name: 'other', ready: silent(150) })];
    const pods = ['lost', 'other'].map((nodeName) =>
      stranded('Deployment', 'web', `web-${nodeName}`, { nodeName }),
    );
    const { diagnoses, health } = told({ nodes, workloads: [deployment({ desired: 2 })], pods });
    expect([health, diagnoses.map((it) => it.pods)]).toEqual([
      'Unhealthy',
      [['web-lost'], ['web-other']],
    ]);
  });

  test('explains what its pods show, and nothing of the other pods', () => {
    const looping = rule('AppError', {
      classify: () => [
        found(looping, { pod: 'web-1' }).finding,
        found(looping, { pod: 'web-2' }).finding,
      ],
    });
    const late = rule('ProgressDeadlineExceeded', {
      isConsequence: true,
      classify: () => [found(late).finding],
    });
    const pods = [web('web-1'), stranded('Deployment', 'web', 'web-2')];
    const world = { nodes: [LOST, node()], workloads: [deployment({ desired: 2 })], pods };
    expect(told(world, [looping, late]).diagnoses).toEqual([
      expect.objectContaining({ says: 'error NodeNotReady', pods: ['web-2'] }),
      expect.objectContaining({ says: 'error AppError', pods: ['web-1'] }),
    ]);
    expect(told(world, [late]).diagnoses).toEqual([
      expect.objectContaining({
        says: 'error NodeNotReady',
        consequences: ['ProgressDeadlineExceeded'],
      }),
    ]);
  });

  test('does not hide a crash of a pod that its kubelet still tells of', () => {
    const looping = rule('AppError', {
      classify: () => [found(looping, { pod: 'web-1' }).finding],
    });
    const ready = condition('Ready', 'False', { sinceMs: ago(90) });
    const nodes = [node({ ready })];
    const pods = [
      placed('Deployment', 'web', { name: 'web-1', containers: [loopingContainer()] }),
      web('web-2'),
    ];
    const { diagnoses } = told({ nodes, workloads: [deployment({ desired: 2 })], pods }, [looping]);
    expect(diagnoses.map(({ says }) => says)).toEqual(['error AppError', 'warning NodeNotReady']);
  });
});

describe('a pod on a node', () => {
  test.each<[string, NodeFact, string]>([
    ['that is silent does not serve, whatever it said before', LOST, '0/1'],
    [
      'that is silent just now serves: an outage of the API server makes every node silent',
      { ...LOST, ready: silent(119) },
      '1/1',
    ],
    [
      'that is not ready serves as long as its kubelet says so',
      { ...LOST, ready: condition('Ready', 'False') },
      '1/1',
    ],
    ['that is cordoned serves', { ...node({ name: 'lost' }), isUnschedulable: true }, '1/1'],
  ])('%s', (_, where, ready) => {
    const pods = [web('web-1', 'lost')];
    const world = { nodes: [where], workloads: [deployment({ desired: 1 })], pods };
    expect(told(world).podsReady).toBe(ready);
  });
});

describe('a DaemonSet', () => {
  const unready = [condition('Ready', 'False', { sinceMs: ago(3000) })];

  function agents(where: Partial<NodeFact>, facts: Partial<PodFact> = {}) {
    const pods = [
      placed('DaemonSet', 'agent', { name: 'a' }),
      placed('DaemonSet', 'agent', { name: 'b', nodeName: 'lost', conditions: unready, ...facts }),
    ];
    const nodes = [node({ name: 'lost', ...where }), node()];
    const { health, podsReady } = told({ nodes, pods, workloads: [daemonSet({ desired: 2 })] });
    return `${health} ${podsReady}`;
  }

  test('is not to blame for a node that is lost or in repair', () => {
    const ready = [condition('Ready', 'True')];
    const says = {
      silent: agents({ ready: silent(150) }),
      notReady: agents({ ready: condition('Ready', 'False') }),
      cordoned: agents({ isUnschedulable: true }),
      cordonedButServing: agents({ isUnschedulable: true }, { conditions: ready }),
      ready: agents({}),
    };
    expect(says).toEqual({
      silent: 'Healthy 1/1',
      notReady: 'Healthy 1/1',
      cordoned: 'Healthy 1/1',
      cordonedButServing: 'Healthy 2/2',
      ready: 'Degraded 1/2',
    });
  });
});
