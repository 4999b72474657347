import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { loopingPod } from '../support/example-pods.ts';

/** 128 + SIGSEGV. Runtimes that tell the signal itself leave the exit code 0. */
const CODE = 139;
const SIGNAL = 11;

export default defineClassifier({
  code: 'Segfault',
  title: '{Who} crashes in native code (segmentation fault)',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} touched memory that is not its own, and the kernel ended it with SIGSEGV (exit code 139). That is a fault in compiled code: the program itself, a library, or a native module of its language runtime. {next}.',
  fix: [
    'Check what changed in native libraries, base image and CPU architecture since the last version that worked.',
    'Roll back to that version if the service is needed now.',
    'Let the runtime write a native stack trace (faulthandler, a core dump, a crash report) and run it again if nothing changed.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/',
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill', 'RestartLoopWhileRunning'],
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'CompletesAndRestarts', 'KilledNotOOM'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(
        at,
        ({ exitCode, signal, reason }) =>
          (exitCode === CODE || signal === SIGNAL) && reason !== 'OOMKilled',
      );
      return run === undefined ? undefined : { run, confidence: 'confirmed' };
    });
  },
  examples: [
    {
      name: 'a container that dies of SIGSEGV again and again',
      given: { pods: [loopingPod({ exitCode: CODE })] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { previous: ' --previous' },
        },
      ],
    },
    {
      name: 'a process that aborts itself says why in its log, and is AppError',
      given: { pods: [loopingPod({ exitCode: 134 })] },
      found: [],
    },
  ],
});
