import { loopingPod, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, crashed, loopingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const RUNS = [
  crashed({ exitCode: 139, finishedMs: ago(60) }),
  crashed({ exitCode: 1, finishedMs: ago(20) }),
];

export default [
  {
    name: 'a runtime that tells the signal itself leaves no exit code',
    given: { pods: [loopingPod({ exitCode: 0, signal: 11, reason: 'Error' })] },
    found: [{ confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'an error of its own at the next try does not hide it',
    given: { pods: [podWith(loopingContainer({}, { terminations: RUNS }))] },
    found: [{ confidence: 'confirmed', state: 'active', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'a process that the kernel ended for its memory is OOMKilled, not this',
    given: { pods: [loopingPod({ exitCode: 139, reason: 'OOMKilled' })] },
    found: [],
  },
] satisfies Cases;
