import {
  loopingPod,
  recoveredPod,
  startError,
  waitingPod,
} from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'dockerd and older runc find out before the start',
    given: { pods: [loopingPod(startError('exec: "/bin/serve": exec format error'))] },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'crun makes no container at all',
    given: {
      pods: [
        waitingPod(
          'CreateContainerError',
          'container create failed: executable file `/bin/serve` not executable: Exec format error',
        ),
      ],
    },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'CreateContainerError' }],
  },
  {
    name: 'runc 1.0 has a longer line for the log',
    given: {
      pods: [
        loopingPod({
          message: 'standard_init_linux.go:228: exec user process caused: exec format error\n',
        }),
      ],
    },
    found: [{ container: 'app', confidence: 'likely', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'one crash of the kind, and up again, was no program that cannot run',
    given: { pods: [recoveredPod({ message: 'exec /bin/serve: exec format error' })] },
    found: [
      {
        container: 'app',
        confidence: 'likely',
        state: 'recovered',
        severity: 'warning',
        reason: 'Error',
      },
    ],
  },
  {
    name: 'an exit code of 1 alone is AppError: the line stands in the log only',
    given: { pods: [loopingPod({ exitCode: 1 })] },
    found: [],
  },
  {
    name: 'another start that failed is the affair of another rule',
    given: { pods: [loopingPod(startError('exec: "/bin/serve": permission denied'))] },
    found: [],
  },
  {
    name: 'a kill for memory is OOMKilled, whatever the last line of the log says',
    given: {
      pods: [loopingPod({ reason: 'OOMKilled', message: 'exec /bin/serve: exec format error' })],
    },
    found: [],
  },
] satisfies Cases;
