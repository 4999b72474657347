// What the report as a whole takes from its parts.
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../src/api/bounds.ts';
import { cronJob, deployment, job } from '../../src/classify/support/example-workloads.ts';
import { ago, container, event, running } from '../../src/classify/support/examples.ts';
import { anError, found, readyPod, report, rule } from './world.ts';

const SERVING = {
  workloads: [deployment()],
  pods: [readyPod('web-1'), readyPod('web-2'), readyPod('web-3')],
};

test('a workload that rolls out has all of its line', () => {
  expect(report(SERVING).workloads).toStrictEqual([
    {
      kind: 'Deployment',
      name: 'web',
      role: '',
      health: 'Healthy',
      desired: 3,
      available: 3,
      updated: 3,
      rollout: 'Complete',
    },
  ]);
});

test('one that does not has neither updated pods nor a rollout', () => {
  expect(report({ workloads: [cronJob()] }).workloads).toStrictEqual([
    {
      kind: 'CronJob',
      name: 'nightly',
      role: 'CronJob/nightly',
      health: 'Healthy',
      desired: 0,
      available: 0,
    },
  ]);
});

test('of more workloads than fit the well ones are left out', () => {
  const names = Array.from({ length: BOUNDS.workloads + 2 }, (_, n) => `job-${1000 + n}`);
  const last = names.at(-1) ?? '';
  const workloads = names.map((name) => job({ name, suspended: name !== last }));
  const listed = report({ workloads }).workloads.map(({ name }) => name);
  expect(listed).toEqual([...names.slice(0, BOUNDS.workloads - 1), last]);
});

describe('issues', () => {
  test.each([
    ['an error is one', 'error', 1, 'AppError'],
    ['a warning is one', 'warning', 1, 'AppError'],
    ['a hint is none', 'info', 0, ''],
  ] as const)('%s', (_, severity, issues, topIssue) => {
    const told = report(SERVING, [anError(severity)]);
    expect([told.issues, told.topIssue]).toEqual([issues, topIssue]);
  });

  test('a hint is no reason that is ignored', () => {
    const world = { workloads: [deployment({ desired: 1 })] };
    const { summary } = report(world, [anError('info')]);
    expect(summary).toBe('No cause found yet: 0 of 1 pods serve');
  });
});

test('a change of the word has the top issue for its reason', () => {
  const memory = { health: 'Healthy', diagnoses: [], conditions: [], transitions: [], events: [] };
  const { transitions } = report({ ...SERVING, memory }, [anError()]);
  expect(transitions.map(({ to, reason }) => [to, reason])).toEqual([['Degraded', 'AppError']]);
});

const AGENT = { kind: 'Deployment', name: 'agent' };

test('a lost node is an error of one workload and none of another', () => {
  const lost = rule('NodeNotReady');
  const node = 'node-1';
  const { workloads } = report(
    {
      workloads: [deployment(), deployment({ name: 'agent', uid: 'uid-agent' })],
      pods: [
        ...SERVING.pods,
        ...SERVING.pods.map((it) => ({ ...it, workload: AGENT, replicaSet: 'agent-1' })),
      ],
    },
    [
      found(lost, { subject: { workload: { kind: 'Deployment', name: 'web' }, node } }),
      found(lost, {
        subject: { workload: AGENT, node },
        severity: 'warning',
      }),
    ],
  );
  expect(workloads.map(({ name, health }) => `${name} ${health}`)).toEqual([
    'agent Healthy',
    'web Degraded',
  ]);
});

test('by default no other service is known to have the same trouble', () => {
  const shared = rule('NodePressure', { sharedCause: { kind: 'Node', detail: 'node' } });
  const { diagnoses } = report(SERVING, [found(shared, { details: { node: 'node-1' } })]);
  expect(diagnoses[0]?.sharedCause).toEqual({ kind: 'Node', name: 'node-1', otherServices: 0 });
});

test('only a kill says that a young container is dying', () => {
  const involved = { uid: 'uid-web-1', name: 'web-1' };
  const { health } = report({
    workloads: [deployment({ desired: 1, replicas: 1, updatedReplicas: 1 })],
    pods: [readyPod('web-1', { containers: [container({ state: running(40) })] })],
    events: [event('Unhealthy', 'Liveness probe failed', { involved, lastMs: ago(30) })],
  });
  expect(health).toBe('Healthy');
});
