import { defineClassifier } from '../define.ts';
import { loopingPod, startError } from '../support/example-pods.ts';
import { startErrorFindings } from '../support/start-errors.ts';

/** runc and crun about the command itself; a mount or a working directory may be denied too, in other words. */
const DENIED =
  /exec: "(?:[^"\\]|\\.){1,500}": (?:permission denied|is a directory)|open executable: (?:Permission denied|Operation not permitted)/;

export default defineClassifier({
  code: 'EntrypointPermission',
  title: 'The command of {who} may not be executed',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} is told to run {command}. The file is there, but it is no program that the user of the container may execute. So it never ran and wrote no log.',
  fix: [
    'Make the file executable when the image is built, for example with COPY --chmod=755.',
    'Set defaultMode: 0755 on the volume if the file comes from a ConfigMap or Secret.',
    'Check that runAsUser, if set, may read the file and all folders above it.',
    'Check that the command is a file and not a folder.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM'],
  classify(snapshot) {
    return startErrorFindings(snapshot, DENIED);
  },
  examples: [
    {
      name: 'a script without the right to be executed',
      given: { pods: [loopingPod(startError('exec: "/start.sh": permission denied'))] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { command: '"/start.sh"' },
        },
      ],
    },
    {
      name: 'a command that does not exist is EntrypointNotFound, not this',
      given: { pods: [loopingPod(startError('exec: "serv": executable file not found in $PATH'))] },
      found: [],
    },
  ],
});
