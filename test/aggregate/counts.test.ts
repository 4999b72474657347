import { describe, expect, test } from 'vitest';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { ago, container, crashed, running, waiting } from '../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact } from '../../src/facts/index.ts';
import { readyPod, report } from './world.ts';

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
