import { defineClassifier } from '../define.ts';
import { loopingContainer, pod } from '../support/examples.ts';
import { startErrorFindings } from '../support/start-errors.ts';

/** runc and crun about the command itself; a mount or a working directory may be denied too, in other words. */
const DENIED =
  /exec: "(?:[^"\\]|\\.){1,500}": (?:permission denied|is a directory)|open executable: (?:Permission denied|Operation not permitted)/;

/** containerd 1.6 with runc 1.1. */
const CREATE_FAILED =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: ';

function startError(cause: string) {
  return { exitCode: 128, reason: 'StartError', message: `${CREATE_FAILED}${cause}: unknown` };
}

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
      given: {
        pods: [
          pod({
            containers: [loopingContainer(startError('exec: "/start.sh": permission denied'))],
          }),
        ],
      },
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
      name: 'crun keeps the name of the file to itself',
      given: {
        pods: [
          pod({ containers: [loopingContainer(startError('open executable: Permission denied'))] }),
        ],
      },
      found: [
        { confidence: 'confirmed', reason: 'CrashLoopBackOff', details: { command: 'a file' } },
      ],
    },
    {
      name: 'a command that a shell may not execute is AppError: the container did run',
      given: { pods: [pod({ containers: [loopingContainer({ exitCode: 126 })] })] },
      found: [],
    },
    {
      name: 'a command that does not exist is EntrypointNotFound, not this',
      given: {
        pods: [
          pod({
            containers: [
              loopingContainer(startError('exec: "serv": executable file not found in $PATH')),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a working directory that is closed to the user is not the command',
      given: {
        pods: [
          pod({
            containers: [
              loopingContainer(
                startError('chdir to cwd ("/root") set in config.json failed: permission denied'),
              ),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'an application that is denied a file of its own has started',
      given: {
        pods: [
          pod({
            containers: [loopingContainer({ exitCode: 1, message: 'open: permission denied' })],
          }),
        ],
      },
      found: [],
    },
  ],
});
