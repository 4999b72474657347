import { loopingPod, podWith, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import { loopingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const KILLED = { exitCode: 137, reason: 'OOMKilled' };

export default [
  {
    name: 'one kill, and up again, is history',
    given: { pods: [recoveredPod(KILLED)] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'OOMKilled' },
    ],
  },
  {
    name: 'exit code 1 with reason OOMKilled means that a child process was killed',
    given: { pods: [loopingPod({ ...KILLED, exitCode: 1 })] },
    found: [{ confidence: 'confirmed', reason: 'CrashLoopBackOff', details: { exitCode: '1' } }],
  },
  {
    name: 'without a limit it was the node that ran short',
    given: { pods: [loopingPod(KILLED, { name: 'load', kind: 'init', memoryLimit: '' })] },
    found: [
      {
        container: 'load',
        confidence: 'confirmed',
        reason: 'Init:CrashLoopBackOff',
        details: { use: 'has no memory limit of its own and its node or pod ran out of memory' },
      },
    ],
  },
  {
    name: 'a pod that is being deleted is left alone',
    given: { pods: [podWith(loopingContainer(KILLED), { deletionMs: 1 })] },
    found: [],
  },
  ...[143, 0].map((exitCode) => ({
    name: `exit code ${exitCode} can be a stop during which a helper died`,
    given: { pods: [loopingPod({ ...KILLED, exitCode })] },
    found: [{ confidence: 'likely', reason: 'CrashLoopBackOff' }] as const,
  })),
] satisfies Cases;
