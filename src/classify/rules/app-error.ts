import { defineClassifier } from '../define.ts';
import { loopingPod } from '../support/example-pods.ts';
import { ownErrorFindings } from '../support/own-errors.ts';

export default defineClassifier({
  code: 'AppError',
  title: '{Who} ends with exit code {exitCode}',
  severity: 'error',
  reads: ['pods'],
  explanation: '{Who} ended with exit code {exitCode}: {meaning}. {next}.',
  fix: [
    '{advice}.',
    'Compare with the last version that worked, and roll back to it if the service is needed now.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/',
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return ownErrorFindings(snapshot, 'main');
  },
  examples: [
    {
      name: 'a container that exits with 1 again and again is an error',
      given: { pods: [loopingPod({ exitCode: 1 })] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { exitCode: '1', previous: ' --previous' },
        },
      ],
    },
    {
      name: 'exit code 0 is CompletesAndRestarts, not this',
      given: { pods: [loopingPod({ exitCode: 0, reason: 'Completed' })] },
      found: [],
    },
  ],
});
