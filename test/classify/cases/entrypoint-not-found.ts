import {
  loopingPod,
  recoveredPod,
  startError,
  waitingPod,
} from '../../../src/classify/support/example-pods.ts';
import {
  jobPod,
  loopingContainer,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const MISSPELLED = startError('exec: "serv": executable file not found in $PATH');

/** CRI-O with runc: the log of runc, quotes and time of the try included. */
const QUOTED_LOG = String.raw`container create failed: time="2026-01-01T00:00:00Z" level=error msg="runc create failed: unable to start container process: exec: \"serv\": executable file not found in $PATH"`;

export default [
  {
    name: 'CRI-O with runc quotes a log in which quotes have a backslash',
    given: { pods: [waitingPod('CreateContainerError', QUOTED_LOG)] },
    found: [
      { confidence: 'confirmed', reason: 'CreateContainerError', details: { command: '"serv"' } },
    ],
  },
  {
    name: 'an init container has a command of its own',
    given: {
      pods: [
        loopingPod(startError('exec: "/migrate.sh": stat /migrate.sh: no such file or directory'), {
          name: 'migrate',
          kind: 'init',
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
        recoveredPod(MISSPELLED, {
          restartCount: 0,
          state: waitingContainer('RunContainerError', MISSPELLED.message).state,
        }),
      ],
    },
    found: [{ confidence: 'confirmed', state: 'active', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'a whole command line in one word is taken for the name of a file',
    given: {
      pods: [
        loopingPod(startError('exec: "sh -c \\"serve\\"": executable file not found in $PATH')),
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
        waitingPod(
          'CreateContainerError',
          'container create failed: executable file `serv` not found in $PATH: No such file or directory',
        ),
      ],
    },
    found: [
      { confidence: 'confirmed', reason: 'CreateContainerError', details: { command: '"serv"' } },
    ],
  },
  {
    name: 'a command that may not be executed is EntrypointPermission, not this',
    given: { pods: [loopingPod(startError('exec: "/serv": permission denied'))] },
    found: [],
  },
  {
    name: 'a missing working directory is not a missing command',
    given: {
      pods: [
        loopingPod(
          startError('chdir to cwd ("/nope") set in config.json failed: no such file or directory'),
        ),
      ],
    },
    found: [],
  },
  {
    name: 'the failed try of a Job is for the Job to judge',
    given: { pods: [jobPod({ phase: 'Failed', containers: [loopingContainer(MISSPELLED)] })] },
    found: [],
  },
] satisfies Cases;
