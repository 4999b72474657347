import { loopingPod, startError, waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the question that runc 1.0 asks',
    given: {
      pods: [
        loopingPod(
          startError(
            'error mounting "/var/lib/kubelet/pods/0b1c/volume-subpaths/c/app/0" to rootfs at "/app/app.yaml": mount through procfd: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type',
          ),
        ),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { path: '/app/app.yaml' },
      },
    ],
  },
  {
    name: 'crun makes no container at all, and has its paths in backquotes',
    given: {
      pods: [
        waitingPod(
          'CreateContainerError',
          'container create failed: mount `/var/lib/kubelet/pods/0b1c/volume-subpaths/c/app/0` to `etc/app.yaml`: Not a directory',
        ),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'CreateContainerError',
        details: { path: 'etc/app.yaml' },
      },
    ],
  },
  {
    name: 'a command that is a folder is EntrypointPermission, not this',
    given: { pods: [loopingPod(startError('exec: "/app": is a directory'))] },
    found: [],
  },
  {
    name: 'a long path is cut',
    given: {
      pods: [
        loopingPod(
          startError(`error mounting "/a" to rootfs at "/${'p'.repeat(250)}": not a directory`),
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { path: `/${'p'.repeat(198)}…` },
      },
    ],
  },
] satisfies Cases;
