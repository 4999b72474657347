import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { loopingPod, startError } from '../support/example-pods.ts';
import { NEVER_RAN } from '../support/never-ran.ts';
import { refusalWords } from '../support/start-refusals.ts';

export default defineClassifier({
  code: 'StartRefused',
  title: '{Who} cannot be started on its node',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The container runtime of the node has made {who}, and cannot start it: {cause}. So it never ran and wrote no log. The runtime says: "{raw}".',
  fix: [
    '{advice}.',
    'Compare the pod template with that of the last version that worked, and roll back to it if the service is needed now.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: [
    'EntrypointNotFound',
    'EntrypointPermission',
    'ExecFormatError',
    'LimitTooLowToStart',
    'MountTypeMismatch',
    'SeccompAppArmorMissing',
    'OOMKilled',
    'LivenessKill',
    'StartupKill',
    'CreateContainerError',
  ],
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(at, ({ reason }) => NEVER_RAN.includes(reason));
      if (run === undefined) return undefined;
      const { details, isKnown } = refusalWords(run.message);
      return { run, confidence: 'confirmed', details, isHopeless: isKnown };
    });
  },
  examples: [
    {
      name: 'a working directory that is a file',
      given: {
        pods: [
          loopingPod(startError('error during container init: mkdir /bin/sh: not a directory')),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CrashLoopBackOff',
          details: {
            cause: 'its working directory /bin/sh is a file in the image, or lies below one',
          },
        },
      ],
    },
    {
      name: 'a process that ends with 128 by itself was started: it is AppError',
      given: { pods: [loopingPod({ exitCode: 128 })] },
      found: [],
    },
  ],
});
