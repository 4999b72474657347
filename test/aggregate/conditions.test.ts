import { describe, expect, test } from 'vitest';
import { deployment, job } from '../../src/classify/support/example-workloads.ts';
import { ago, condition, NOW } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';
import { anError, found, readyPod, report, rule, unreadyPod } from './world.ts';

const serving = {
  workloads: [deployment()],
  pods: [readyPod('web-1'), readyPod('web-2'), readyPod('web-3')],
};
const refused = {
  missingSources: [
    { resource: 'pods', apiGroup: '', verb: 'list', required: true, why: 'refused' as const },
  ],
};

/** "Ready=True/ReportCurrent" and so on. */
function told(
  world: Partial<ServiceSnapshot>,
  findings: readonly RuledFinding[] = [],
): readonly string[] {
  return report(world, findings).conditions.map(
    ({ type, status, reason }) => `${type}=${status}/${reason}`,
  );
}

test('a service that is well has every condition in its good state', () => {
  expect(told(serving)).toStrictEqual([
    'Ready=True/ReportCurrent',
    'Healthy=True/Healthy',
    'Available=True/PodsAvailable',
    'RolloutComplete=True/RolloutComplete',
    'DataComplete=True/AllSourcesLive',
    'Reconciling=False/ReportCurrent',
    'Stalled=False/ReportCurrent',
  ]);
});

describe.each([
  {
    name: 'a crash is about the service, not about the report',
    world: { workloads: [deployment({ desired: 1 })], pods: [unreadyPod('web-1', 900)] },
    findings: [anError()],
    expected: [
      'Ready=True/ReportCurrent',
      'Healthy=False/AppError',
      'Available=False/NoAvailablePods',
    ],
  },
  {
    name: 'a missing required source is about the report',
    world: { ...serving, ...refused },
    findings: [],
    expected: [
      'Ready=False/CannotObserve',
      'Healthy=Unknown/Unknown',
      'Available=Unknown/CannotObserve',
      'DataComplete=False/SourcesMissing',
    ],
  },
  {
    name: 'a start inside its budget is neither available nor unavailable',
    world: { workloads: [deployment({ createdMs: ago(10) })], pods: [unreadyPod('web-1', 10)] },
    findings: [],
    expected: ['Healthy=Unknown/Progressing', 'Available=Unknown/Starting'],
  },
  {
    name: 'a service at zero is well',
    world: { workloads: [deployment({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
    findings: [],
    expected: ['Healthy=True/Suspended', 'Available=True/PodsAvailable'],
  },
  {
    name: 'a rollout in flight',
    world: { ...serving, workloads: [deployment({ updatedReplicas: 1 })] },
    findings: [],
    expected: ['RolloutComplete=False/RolloutInProgress'],
  },
  {
    name: 'a stuck rollout',
    world: {
      ...serving,
      workloads: [
        deployment({
          updatedReplicas: 1,
          conditions: [condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })],
        }),
      ],
    },
    findings: [found(rule('ProgressDeadlineExceeded'))],
    expected: [
      'Healthy=False/ProgressDeadlineExceeded',
      'RolloutComplete=False/ProgressDeadlineExceeded',
    ],
  },
  {
    name: 'a complete rollout with a pod that failed later',
    world: {
      ...serving,
      workloads: [
        deployment({
          availableReplicas: 2,
          conditions: [condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' })],
        }),
      ],
    },
    findings: [],
    expected: ['RolloutComplete=True/RolloutComplete'],
  },
  {
    name: 'a first rollout whose pod never came up',
    world: { workloads: [deployment({ availableReplicas: 0 })], pods: [unreadyPod('web-1', 10)] },
    findings: [],
    expected: ['RolloutComplete=False/RolloutInProgress'],
  },
  {
    name: 'a newer spec of a stuck Deployment is not stuck yet',
    world: {
      ...serving,
      workloads: [
        deployment({
          generation: 2,
          updatedReplicas: 1,
          conditions: [condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })],
        }),
      ],
    },
    findings: [],
    expected: ['RolloutComplete=False/RolloutInProgress', 'Healthy=Unknown/Progressing'],
  },
  {
    name: 'a missing optional source costs only its own diagnoses',
    world: {
      ...serving,
      missingSources: refused.missingSources.map((it) => ({ ...it, required: false })),
    },
    findings: [],
    expected: [
      'Ready=True/ReportCurrent',
      'Available=True/PodsAvailable',
      'DataComplete=False/SourcesMissing',
    ],
  },
  {
    name: 'an error in the first seconds needs no budget',
    world: { workloads: [deployment({ createdMs: ago(10) })], pods: [unreadyPod('web-1', 10)] },
    findings: [anError()],
    expected: ['Available=False/NoAvailablePods'],
  },
  {
    name: 'a start past its budget needs no error',
    world: { workloads: [deployment({ desired: 1 })], pods: [unreadyPod('web-1', 900)] },
    findings: [],
    expected: ['Available=False/NoAvailablePods'],
  },
  {
    name: 'a Job has no revisions to roll out',
    world: { workloads: [job()] },
    findings: [],
    expected: ['RolloutComplete=Unknown/NoRollout', 'Available=True/PodsAvailable'],
  },
  {
    name: 'a Job beside a rollout says nothing of it',
    world: { ...serving, workloads: [deployment(), job()] },
    findings: [],
    expected: ['RolloutComplete=True/RolloutComplete'],
  },
  {
    name: 'no workload',
    world: {},
    findings: [],
    expected: ['RolloutComplete=Unknown/NoRollout', 'Available=Unknown/NoWorkloads'],
  },
])('$name', ({ world, findings, expected }) => {
  test.each(expected)('gives %s', (one) => {
    expect(told(world, findings)).toContain(one);
  });
});

test.each([
  { scope: 'all namespaces', where: {}, role: 'ClusterRole' },
  { scope: 'one namespace', where: { namespace: 'shop' }, role: 'Role in namespace shop' },
])('a source missing in $scope names the rule that mends the $role', ({ where, role }) => {
  const missingSources = refused.missingSources.map((source) => ({ ...source, ...where }));
  const { conditions } = report({ ...serving, missingSources });
  const data = conditions.find(({ type }) => type === 'DataComplete');
  expect(data?.message).toBe(
    `The operator may not list pods; add to its ${role}: {apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"]}.`,
  );
});

test('a source that the cluster does not serve needs no right', () => {
  const missingSources = refused.missingSources.map((it) => ({ ...it, why: 'absent' as const }));
  const { conditions } = report({ ...serving, missingSources });
  expect(conditions.find(({ type }) => type === 'DataComplete')?.message).toBe(
    'The cluster does not serve pods.',
  );
});

test.each([
  ['the service', new Map([['app', 'web']])],
  ['role front', new Map([['app.kubernetes.io/component', 'front']])],
])('that no pod of %s is available is said of it', (whose, templateLabels) => {
  const late = { workloads: [deployment({ desired: 1, templateLabels })] };
  const young = {
    workloads: [deployment({ desired: 1, templateLabels, createdMs: ago(10) })],
    pods: [unreadyPod('web-1', 10)],
  };
  const said = [late, young].map(
    (world) => report(world).conditions.find(({ type }) => type === 'Available')?.message,
  );
  expect(said).toEqual([
    `No pod of ${whose} is available.`,
    `No pod of ${whose} is available yet, and it may still take its time.`,
  ]);
});

test.each([
  {
    facts: { updatedReplicas: 1 },
    message:
      'Deployment/web is rolling out: not all of its pods are of the newest revision and available.',
  },
  {
    facts: { updatedReplicas: 1, paused: true },
    message:
      'Deployment/web is paused and keeps pods of an older revision until kubectl rollout resume.',
  },
  { facts: {}, message: 'All pods are of the newest revision.' },
])('a rollout names its workload: $message', ({ facts, message }) => {
  const { conditions } = report({ ...serving, workloads: [deployment(facts)] });
  expect(conditions.find(({ type }) => type === 'RolloutComplete')?.message).toBe(message);
});

test('a condition keeps its instant while its status stays, and only then', () => {
  const memory = {
    health: 'Healthy',
    diagnoses: [],
    transitions: [],
    events: [],
    conditions: [
      { type: 'Healthy', status: 'True', reason: 'Healthy', sinceMs: ago(500) },
      { type: 'Available', status: 'False', reason: 'NoAvailablePods', sinceMs: ago(500) },
    ],
  };
  const changed = new Map(
    report({ ...serving, memory }).conditions.map(({ type, changedMs }) => [type, changedMs]),
  );
  expect(changed.get('Healthy')).toBe(ago(500));
  expect(changed.get('Available')).toBe(NOW);
});
