import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'HeapExhausted',
  title: '{Who} has used up {heap}',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log it had used up {heap}. The kernel did not end it, so the memory limit of the container is not what it met: its runtime has a bound of its own below. {next}.',
  fix: [
    '{advice}.',
    'Look for what grows, with a heap dump or a profile, if more memory only makes it last longer.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'memory');
  },
  examples: [
    {
      name: 'Node.js at the end of its heap',
      given: {
        pods: [loopingPod({ exitCode: 134 })],
        logs: [
          crashLog([
            'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
          ]),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { heap: 'the heap of Node.js' },
        },
      ],
    },
    {
      name: 'what the kernel killed for its limit is OOMKilled, not this',
      given: {
        pods: [loopingPod({ exitCode: 137, reason: 'OOMKilled' })],
        logs: [crashLog(['java.lang.OutOfMemoryError: Java heap space'])],
      },
      found: [],
    },
    {
      name: 'too many threads are no full heap',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['java.lang.OutOfMemoryError: unable to create native thread'])],
      },
      found: [],
    },
  ],
});
