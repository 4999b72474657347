import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { loopingPod } from '../support/example-pods.ts';
import { jobPod, loopingContainer } from '../support/examples.ts';
import { probeKill } from '../support/probe-kills.ts';

const COMPLETED = { exitCode: 0, reason: 'Completed' };

export default defineClassifier({
  code: 'CompletesAndRestarts',
  title: '{Who} ends without an error and is started again',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The main process of {who} ended by itself, without an error (exit code 0), but {workload} expects it to run for ever. {next}.',
  fix: [
    'Run the main process in the foreground: a process that moves to the background ends the container.',
    'Check command and args: a shell without a command to run ends at once.',
    'Use a Job or CronJob instead if the work is meant to end.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} get pod {pod} -o yaml',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill', 'AppError', 'KilledNotOOM'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      // A tidy process ends with 0 when a probe has it stopped: then nothing ended by itself.
      if (probeKill(snapshot, at) !== undefined) return undefined;
      const run = newestCrash(
        at,
        ({ exitCode, reason }) => exitCode === 0 && reason !== 'OOMKilled',
      );
      return run === undefined ? undefined : { run, confidence: 'confirmed' };
    });
  },
  examples: [
    {
      name: 'a command that is done in a second is started again and again',
      given: { pods: [loopingPod(COMPLETED)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { workload: 'Deployment web' },
        },
      ],
    },
    {
      name: 'the same end in a Job is success',
      given: {
        pods: [jobPod({ restartPolicy: 'OnFailure', containers: [loopingContainer(COMPLETED)] })],
      },
      found: [],
    },
  ],
});
