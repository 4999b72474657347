import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'DependencyUnreachable',
  title: '{Who} does not reach {target}',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log there was no answer from {target}. What it calls does not run, is not ready yet, listens on another port, or a network policy is in between. {next}.',
  fix: [
    'Check that what it calls runs and is ready, and listens on this port.',
    'Check host and port where {workload} is told them.',
    'Let the program wait and try again instead of ending, if the other side only starts later.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} get services,endpointslices',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'unreached');
  },
  examples: [
    {
      name: 'a database that refuses connections',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['dial tcp 10.0.0.7:5432: connect: connection refused'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { target: '10.0.0.7:5432' },
        },
      ],
    },
    {
      name: 'a try that failed and was survived is no cause',
      given: {
        pods: [loopingPod()],
        logs: [
          crashLog(['Error: connect ECONNREFUSED 10.0.0.7:5432', 'Error: cannot parse order 17']),
        ],
      },
      found: [],
    },
    {
      name: 'what else the log speaks of did not end a run that an exception ended',
      given: {
        pods: [loopingPod()],
        logs: [
          crashLog(['connect ECONNREFUSED 10.0.0.7:5432', 'java.lang.NullPointerException'], {
            failure: { type: 'java.lang.NullPointerException', message: '' },
          }),
        ],
      },
      found: [],
    },
  ],
});
