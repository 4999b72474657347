import {
  loopingPod,
  OOM_RUN,
  podEvent,
  podWith,
  startError,
  waitingPod,
} from '../../../src/classify/support/example-pods.ts';
import { container, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const SANDBOX = 'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
/** runc 1.1 on cgroup v1, when a limit rounds to no page at all. */
const NO_PAGE =
  'unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod0b1c/4f6d: cannot allocate memory: unknown';

function creating(memoryLimit: string) {
  return podWith(waitingContainer('ContainerCreating', '', { memoryLimit }));
}

export default [
  {
    name: 'a unit of processors makes a part of one byte',
    given: {
      pods: [creating('128m')],
      events: [podEvent('FailedCreatePodSandBox', SANDBOX + NO_PAGE)],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: {
          limit: 'a memory limit of 128m',
          advice:
            'Write 128Mi: 128m means 128 thousandths of a byte, since m is the unit of processors',
        },
      },
    ],
  },
  {
    name: 'the same words about a sensible limit tell of a node that is out of memory',
    given: {
      pods: [creating('128Mi')],
      events: [podEvent('FailedCreatePodSandBox', SANDBOX + NO_PAGE)],
    },
    found: [],
  },
  {
    name: 'of several containers the one with the least is named',
    given: {
      pods: [
        podWith(waitingContainer('ContainerCreating', '', { memoryLimit: '1Gi' }), {
          containers: [
            waitingContainer('ContainerCreating', '', { memoryLimit: '1Gi' }),
            waitingContainer('ContainerCreating', '', { name: 'proxy', memoryLimit: '2Mi' }),
          ],
        }),
      ],
      events: [podEvent('FailedCreatePodSandBox', `${SANDBOX}container init was OOM-killed`)],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: { limit: 'a memory limit of 2Mi' },
      },
    ],
  },
  {
    name: 'a container whose sandbox had room, but it has not',
    given: {
      pods: [
        loopingPod(startError('container init was OOM-killed (memory limit too low?)'), {
          memoryLimit: '4Mi',
        }),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { limit: 'a memory limit of 4Mi' },
      },
    ],
  },
  {
    name: 'CRI-O refuses such a limit itself',
    given: {
      pods: [
        waitingPod(
          'CreateContainerError',
          'set memory limit 4194304 too low; should be at least 12582912 bytes',
        ),
      ],
    },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'CreateContainerError' }],
  },
  {
    name: 'a process that ran and needed more is OOMKilled, not this',
    given: { pods: [loopingPod(OOM_RUN)] },
    found: [],
  },
  {
    name: 'a pod that has started since had a sandbox',
    given: {
      pods: [podWith(container())],
      events: [podEvent('FailedCreatePodSandBox', `${SANDBOX}container init was OOM-killed`)],
    },
    found: [],
  },
  {
    name: 'runc refuses the part of a byte for a container too',
    given: { pods: [loopingPod(startError(NO_PAGE), { memoryLimit: '128m' })] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { limit: 'a memory limit of 128m' },
      },
    ],
  },
  {
    name: 'of a container with a sensible limit the same words tell of its node',
    given: { pods: [loopingPod(startError(NO_PAGE), { memoryLimit: '128Mi' })] },
    found: [],
  },
  {
    name: 'whatever its limit, a command that is not found is not found',
    given: {
      pods: [
        loopingPod(startError('exec: "serve": executable file not found in $PATH'), {
          memoryLimit: '128m',
        }),
      ],
    },
    found: [],
  },
  {
    name: 'whatever its limit, a sandbox without a network has no network',
    given: {
      pods: [creating('128m')],
      events: [podEvent('FailedCreatePodSandBox', `${SANDBOX}plugin type="bridge" failed (add)`)],
    },
    found: [],
  },
] satisfies Cases;
