import { defineClassifier } from '../define.ts';
import {
  jobPod,
  loopingContainer,
  pod,
  recoveredContainer,
  waitingContainer,
} from '../support/examples.ts';
import { startErrorFindings } from '../support/start-errors.ts';

/**
 * runc looks the command up before it starts it, and says so with `exec: "…":`; crun has words of its own. Mounts and
 * working directories that are missing end in "no such file or directory" too.
 */
const NOT_FOUND =
  /exec: "(?:[^"\\]|\\.){1,500}": (?:executable file not found in|stat [^:]{1,500}: no such file or directory|no such file or directory)|executable file `[^`]{1,500}` not found in/;

/** containerd 1.6 with runc 1.1. */
const CREATE_FAILED =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

function startError(cause: string) {
  return { exitCode: 128, reason: 'StartError', message: `${CREATE_FAILED}${cause}: unknown` };
}

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
      given: { pods: [pod({ containers: [loopingContainer(MISSPELLED)] })] },
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
      name: 'an init container has a command of its own',
      given: {
        pods: [
          pod({
            initContainers: [
              loopingContainer(
                startError('exec: "/migrate.sh": stat /migrate.sh: no such file or directory'),
                { name: 'migrate', kind: 'init' },
              ),
            ],
          }),
        ],
      },
      found: [
        {
          container: 'migrate',
          confidence: 'confirmed',
          reason: 'Init:CrashLoopBackOff',
          details: { command: '"/migrate.sh"' },
        },
      ],
    },
    {
      name: 'the first try is no history, for the next one fails alike',
      given: {
        pods: [
          pod({
            containers: [
              recoveredContainer(MISSPELLED, {
                restartCount: 0,
                state: waitingContainer('RunContainerError', MISSPELLED.message).state,
              }),
            ],
          }),
        ],
      },
      found: [{ confidence: 'confirmed', state: 'active', reason: 'CrashLoopBackOff' }],
    },
    {
      name: 'a whole command line in one word is taken for the name of a file',
      given: {
        pods: [
          pod({
            containers: [
              loopingContainer(
                startError('exec: "sh -c \\"serve\\"": executable file not found in $PATH'),
              ),
            ],
          }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'CrashLoopBackOff',
          details: {
            advice:
              'Write the command as a list with one word for each entry: as it stands, all of it is taken for the name of one file',
          },
        },
      ],
    },
    {
      name: 'CRI-O with crun does not even make the container',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer(
                'CreateContainerError',
                'container create failed: executable file `serv` not found in $PATH: No such file or directory',
              ),
            ],
          }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: { command: '"serv"' },
        },
      ],
    },
    {
      name: 'a command that a shell does not find is AppError: the container did run',
      given: { pods: [pod({ containers: [loopingContainer({ exitCode: 127 })] })] },
      found: [],
    },
    {
      name: 'a command that may not be executed is EntrypointPermission, not this',
      given: {
        pods: [
          pod({ containers: [loopingContainer(startError('exec: "/serv": permission denied'))] }),
        ],
      },
      found: [],
    },
    {
      name: 'a missing working directory is not a missing command',
      given: {
        pods: [
          pod({
            containers: [
              loopingContainer(
                startError(
                  'chdir to cwd ("/nope") set in config.json failed: no such file or directory',
                ),
              ),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'the failed try of a Job is for the Job to judge',
      given: { pods: [jobPod({ phase: 'Failed', containers: [loopingContainer(MISSPELLED)] })] },
      found: [],
    },
  ],
});
