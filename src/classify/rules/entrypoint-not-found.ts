import { defineClassifier } from '../define.ts';
import { loopingPod, startError } from '../support/example-pods.ts';
import { startErrorFindings } from '../support/start-errors.ts';

/**
 * runc looks the command up before it starts it, and says so with `exec: "…":`; crun has words of its own. Mounts and
 * working directories that are missing end in "no such file or directory" too.
 */
const NOT_FOUND =
  /exec: "(?:[^"\\]|\\.){1,500}": (?:executable file not found in|stat [^:]{1,500}: no such file or directory|no such file or directory)|executable file `[^`]{1,500}` not found in/;

const MISSPELLED = startError('exec: "serv": executable file not found in $PATH');

export default defineClassifier({
  code: 'EntrypointNotFound',
  title: 'The command of {who} does not exist in its image',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} is told to run {command}, and its image has no such file. So it never ran and wrote no log.',
  fix: [
    '{advice}.',
    'Check that no volume is mounted over the folder in which the command lies.',
    'Roll back to the last version that worked if the service is needed now.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM'],
  classify(snapshot) {
    return startErrorFindings(snapshot, NOT_FOUND);
  },
  examples: [
    {
      name: 'a command that is not in the path of the image is named',
      given: { pods: [loopingPod(MISSPELLED)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { command: '"serv"' },
        },
      ],
    },
    {
      name: 'a command that a shell does not find is AppError: the container did run',
      given: { pods: [loopingPod({ exitCode: 127 })] },
      found: [],
    },
  ],
});
