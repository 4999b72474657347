import { describe, expect, test } from 'vitest';
import { deployment, job } from '../../src/classify/support/example-workloads.ts';
import { ago, container, crashed, running, waiting } from '../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact } from '../../src/facts/index.ts';
import { anError, found, readyPod, report, rule } from './world.ts';

function counted(facts: Partial<ContainerFact>, pod: Partial<PodFact> = {}) {
  const { restarts, pods } = report({
    workloads: [deployment({ desired: 1, replicas: 1, updatedReplicas: 1 })],
    pods: [readyPod('web-1', { containers: [container(facts)], ...pod })],
  });
  return { restarts, restarting: pods.restarting };
}

const exit = crashed({ startedMs: ago(3600), finishedMs: ago(1) });
const ended: Partial<ContainerFact> = {
  state: { kind: 'terminated', ...exit },
  terminations: [exit],
};
const next = { ...ended, last: exit, state: running(0), restartCount: 1 };

test('versions are those of the live pods, sorted, each once, at most five', () => {
  const { versions } = report({
    workloads: [deployment()],
    pods: [
      readyPod('a', { versions: ['1.9', '1.10'] }),
      readyPod('b', { versions: ['1.9', '1.8', '1.7', '1.6'] }),
      readyPod('c', { versions: ['1.5'] }),
      readyPod('d', { versions: ['1.1'], deletionMs: ago(1) }),
    ],
  });
  expect(versions).toStrictEqual(['1.10', '1.5', '1.6', '1.7', '1.8']);
});

describe('restarts are counted at the exit', () => {
  test('so that the next run changes nothing', () => {
    expect(counted(ended)).toStrictEqual({ restarts: 1, restarting: 1 });
    expect(counted(next)).toStrictEqual({ restarts: 1, restarting: 1 });
  });

  test('nor does the back-off between', () => {
    const heldBack = { ...ended, last: exit, state: waiting('CrashLoopBackOff'), restartCount: 1 };
    expect(counted(heldBack)).toStrictEqual({ restarts: 2, restarting: 1 });
  });

  test.each([
    {
      name: 'a container that has not started yet',
      facts: { state: waiting('ContainerCreating') },
    },
    { name: 'a container that runs', facts: {} },
    { name: 'a pod that is done', facts: ended, pod: { phase: 'Failed' } },
    { name: 'a pod that has succeeded', facts: ended, pod: { phase: 'Succeeded' } },
    {
      name: 'a restart of a pod that is being deleted',
      facts: next,
      pod: { deletionMs: ago(1) },
    },
    { name: 'a container that is never restarted', facts: ended, pod: { restartPolicy: 'Never' } },
    {
      name: 'an exit with 0 where only failures are restarted',
      facts: { ...ended, state: { kind: 'terminated' as const, ...exit, exitCode: 0 } },
      pod: { restartPolicy: 'OnFailure' },
    },
  ])('$name counts for nothing', ({ facts, pod = {} }) => {
    expect(counted(facts, pod)).toStrictEqual({ restarts: 0, restarting: 0 });
  });
});

function restartsOf(one: ContainerFact, facts: Partial<PodFact> = {}): number {
  const list = one.kind === 'main' ? {} : { initContainers: [one], containers: [container()] };
  return report({
    workloads: [deployment({ desired: 1 })],
    pods: [readyPod('web-1', { containers: [one], ...list, ...facts })],
  }).restarts;
}

describe('a container between two runs', () => {
  const down = { ...ended, ready: false };
  const success = { ...down, state: { kind: 'terminated' as const, ...exit, exitCode: 0 } };
  const SIDECAR = { name: 'proxy', kind: 'sidecar' } as const;
  const INIT = { name: 'migrate', kind: 'init' } as const;

  test.each<[string, number, ContainerFact, Partial<PodFact>]>([
    ['that should run on is started again after an exit with 0', 1, container(success), {}],
    ['that fails is started again', 1, container({ ...INIT, ...down }), {}],
    [
      'that prepares the pod is done with an exit with 0',
      0,
      container({ ...INIT, ...success }),
      {},
    ],
    [
      'that runs beside the others is started again, whatever the pod says',
      1,
      container({ ...SIDECAR, ...success }),
      { restartPolicy: 'Never' },
    ],
  ])('%s: %s', (_, wanted, one, facts) => {
    expect(restartsOf(one, facts)).toBe(wanted);
  });
});

/** Runs that ended so many seconds ago, each after an hour, and the present one since the last end. */
function ranUntil(...seconds: readonly number[]): Partial<ContainerFact> {
  const terminations = seconds.map((end) =>
    crashed({ startedMs: ago(end + 3600), finishedMs: ago(end) }),
  );
  const last = terminations.at(-1);
  return {
    terminations,
    ...(last && { last }),
    restartCount: seconds.length,
    state: running(seconds.at(-1) ?? 0),
  };
}

describe('a pod is restarting', () => {
  const LOOP = { ...ranUntil(9000, 5000, 1000), restartCount: 12 };

  test.each<[string, number, Partial<ContainerFact>, Partial<PodFact>]>([
    ['until a quarter of an hour after its last exit', 1, ranUntil(899), {}],
    ['and then not any more', 0, ranUntil(900), {}],
    ['by its last exit, not by its first', 1, ranUntil(4600, 899), {}],
    ['in a slow loop all the time', 1, LOOP, { createdMs: ago(6 * 3600) }],
    ['no more once it has failed', 0, ranUntil(10), { phase: 'Failed' }],
    ['no more once it has succeeded', 0, ranUntil(10), { phase: 'Succeeded' }],
  ])('%s', (_, wanted, facts, pod) => {
    expect(counted(facts, pod).restarting).toBe(wanted);
  });

  test('when one of its containers is', () => {
    const containers = [container({ name: 'proxy' }), container(ranUntil(10))];
    expect(counted({}, { containers }).restarting).toBe(1);
  });
});

describe('the pods of the service', () => {
  const CRON = { workload: { kind: 'CronJob', name: 'nightly' }, replicaSet: '' };

  test('are counted by what they do, those that go by that alone', () => {
    const { pods } = report(
      {
        workloads: [deployment()],
        pods: [
          readyPod('web-1'),
          readyPod('web-2', { phase: 'Pending', conditions: [] }),
          readyPod('web-3', { phase: 'Pending', deletionMs: ago(1) }),
          { ...readyPod('nightly-1', { phase: 'Pending' }), ...CRON },
        ],
      },
      [anError(), found(rule('AppError'), { pod: 'web-3' })],
    );
    expect(pods).toStrictEqual({
      desired: 3,
      ready: 1,
      failing: 1,
      pending: 1,
      restarting: 0,
      terminating: 1,
    });
  });

  test('that only warn are not failing', () => {
    const world = { workloads: [deployment()], pods: [readyPod('web-1')] };
    expect(report(world, [anError('warning')]).pods.failing).toBe(0);
  });

  test.each([
    ['beside what serves the tries of a Job are not counted', [deployment(), job()], [3, 0]],
    ['of a Job alone its completions are', [job({ completions: 4, succeeded: 2 })], [4, 2]],
  ])('%s', (_, workloads, wanted) => {
    const { desired, ready } = report({ workloads }).pods;
    expect([desired, ready]).toEqual(wanted);
  });
});
