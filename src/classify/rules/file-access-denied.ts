import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'FileAccessDenied',
  title: '{Who} is denied a file it needs',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation: '{Who} ended with exit code {exitCode}, and by its log {denial}. {next}.',
  fix: [
    '{advice}.',
    'Compare runAsUser, fsGroup and readOnlyRootFilesystem with what the image expects.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'file');
  },
  examples: [
    {
      name: 'a root file system that may not be written',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['mkdir /var/cache/shop: read-only file system'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { denial: 'the file system at "/var/cache/shop" is read-only' },
        },
      ],
    },
    {
      name: 'a database that denies a table is no file',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['ERROR: permission denied for table orders'])],
      },
      found: [],
    },
  ],
});
