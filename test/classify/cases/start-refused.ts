import { loopingPod, startError } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a working directory that the user may not enter',
    given: {
      pods: [
        loopingPod(
          startError('chdir to cwd ("/root") set in config.json failed: permission denied'),
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: {
          cause: 'its user may not enter its working directory /root',
          raw: 'chdir to cwd ("/root") set in config.json failed: permission denied',
        },
      },
    ],
  },
  {
    name: 'what is not known is quoted without the heads of the runtime',
    given: { pods: [loopingPod(startError('error setting rlimits: operation not permitted'))] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { raw: 'error setting rlimits: operation not permitted' },
      },
    ],
  },
  {
    name: 'dockerd has another word for it',
    given: {
      pods: [
        loopingPod({
          exitCode: 127,
          reason: 'ContainerCannotRun',
          message: 'OCI runtime create failed: unable to find user shop: no matching entries',
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { cause: 'the image has no user or group shop' },
      },
    ],
  },
  {
    name: 'a command that is not in the image has a name of its own',
    given: { pods: [loopingPod({ exitCode: 127 })] },
    found: [],
  },
] satisfies Cases;
