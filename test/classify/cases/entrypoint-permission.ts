import { loopingPod, startError } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'crun keeps the name of the file to itself',
    given: { pods: [loopingPod(startError('open executable: Permission denied'))] },
    found: [
      { confidence: 'confirmed', reason: 'CrashLoopBackOff', details: { command: 'a file' } },
    ],
  },
  {
    name: 'a command that a shell may not execute is AppError: the container did run',
    given: { pods: [loopingPod({ exitCode: 126 })] },
    found: [],
  },
  {
    name: 'a working directory that is closed to the user is not the command',
    given: {
      pods: [
        loopingPod(
          startError('chdir to cwd ("/root") set in config.json failed: permission denied'),
        ),
      ],
    },
    found: [],
  },
  {
    name: 'an application that is denied a file of its own has started',
    given: { pods: [loopingPod({ exitCode: 1, message: 'open: permission denied' })] },
    found: [],
  },
] satisfies Cases;
