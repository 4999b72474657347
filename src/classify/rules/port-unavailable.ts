import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'PortUnavailable',
  title: '{Who} cannot listen on {port}',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log it could not listen on {port}: {why}. All containers of a pod share their ports. {next}.',
  fix: ['{advice}.', 'Check which ports the other containers of the pod listen on.'],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'port');
  },
  examples: [
    {
      name: 'two processes on one port',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['listen tcp :8080: bind: address already in use'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { port: 'port 8080' },
        },
      ],
    },
    {
      name: 'a port that is not for every user',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { port: 'port 80', why: 'ports below 1024 are not for every user' },
        },
      ],
    },
    {
      name: 'a file without permission is FileAccessDenied, not this',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['open /data/orders.db: permission denied'])],
      },
      found: [],
    },
  ],
});
