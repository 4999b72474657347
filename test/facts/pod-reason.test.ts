import { describe, expect, it } from 'vitest';
import {
  type ConditionFact,
  type ContainerState,
  type PodFact,
  podReady,
  podReason,
  podRestarts,
  type TerminationFact,
} from '../../src/facts/index.ts';
import { container, pod, termination } from '../support/facts.ts';

function waiting(reason: string): ContainerState {
  return { kind: 'waiting', reason, message: '' };
}

function terminated(changes: Partial<TerminationFact> = {}): ContainerState {
  return { kind: 'terminated', ...termination({ reason: '', ...changes }) };
}

function condition(type: string, status: ConditionFact['status'], reason = ''): ConditionFact {
  return { type, status, reason, message: '' };
}

const initialized = condition('Initialized', 'True');
const ready = condition('Ready', 'True');
const done = terminated({ exitCode: 0, reason: 'Completed' });
const crashing = waiting('CrashLoopBackOff');

function init(changes = {}) {
  return container({ name: 'init', kind: 'init', ready: false, ...changes });
}

function sidecar(changes = {}) {
  return container({ name: 'mesh', kind: 'sidecar', started: true, ...changes });
}

// STATUS, READY, RESTARTS as kubectl 1.34 prints them.
const cases: readonly (readonly [string, Partial<PodFact>, string])[] = [
  ['a pod nobody has looked at shows its phase', { phase: 'Pending' }, 'Pending 0/0 0'],
  [
    'a running pod shows Running although it is not ready',
    { containers: [container({ ready: false })] },
    'Running 0/1 0',
  ],
  [
    'status.reason stands before the phase',
    { phase: 'Failed', statusReason: 'Evicted' },
    'Evicted 0/0 0',
  ],
  [
    'a container stands before status.reason',
    {
      phase: 'Failed',
      statusReason: 'Evicted',
      containers: [
        container({ ready: false, state: terminated({ exitCode: 137, reason: 'Error' }) }),
      ],
    },
    'Error 0/1 0',
  ],
  [
    'a scheduling gate stands before status.reason',
    {
      phase: 'Pending',
      statusReason: 'Odd',
      conditions: [condition('PodScheduled', 'False', 'SchedulingGated')],
    },
    'SchedulingGated 0/0 0',
  ],
  [
    'another reason of PodScheduled changes nothing',
    { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'Unschedulable')] },
    'Pending 0/0 0',
  ],
  [
    'an init container that failed shows its reason',
    { phase: 'Pending', initContainers: [init({ state: terminated({ reason: 'Error' }) })] },
    'Init:Error 0/0 0',
  ],
  [
    'an init container ended by a signal without a reason shows the signal',
    {
      phase: 'Pending',
      initContainers: [init({ state: terminated({ signal: 9, exitCode: 137 }) })],
    },
    'Init:Signal:9 0/0 0',
  ],
  [
    'an init container that failed without reason and signal shows its exit code',
    { phase: 'Pending', initContainers: [init({ state: terminated({ exitCode: 3 }) })] },
    'Init:ExitCode:3 0/0 0',
  ],
  [
    'an init container that waits for a reason shows it',
    { phase: 'Pending', initContainers: [init({ state: crashing, restartCount: 4 })] },
    'Init:CrashLoopBackOff 0/0 4',
  ],
  [
    'an init container that waits for its turn shows the progress',
    {
      phase: 'Pending',
      initContainers: [init({ state: done }), init({ state: waiting('PodInitializing') })],
    },
    'Init:1/2 0/0 0',
  ],
  [
    'an init container that waits without a reason shows the progress',
    { phase: 'Pending', initContainers: [init({ state: waiting('') })] },
    'Init:0/1 0/0 0',
  ],
  [
    'an init container that runs shows the progress',
    { phase: 'Pending', initContainers: [init({ state: { kind: 'running' } })] },
    'Init:0/1 0/0 0',
  ],
  [
    'init containers without a status yet do not count as visited',
    {
      phase: 'Pending',
      initContainers: [init({ hasStatus: false, state: { kind: 'none' } })],
      containers: [container({ hasStatus: false, ready: false, state: { kind: 'none' } })],
    },
    'Pending 0/1 0',
  ],
  [
    'restarts while initializing are those of the init containers visited',
    {
      phase: 'Pending',
      initContainers: [
        init({ state: done, restartCount: 2 }),
        init({ state: crashing, restartCount: 3 }),
        init({ state: waiting('PodInitializing'), restartCount: 100 }),
      ],
      containers: [container({ ready: false, state: waiting('PodInitializing'), restartCount: 7 })],
    },
    'Init:CrashLoopBackOff 0/1 5',
  ],
  [
    'restarts afterwards leave plain init containers out',
    {
      conditions: [initialized, ready],
      initContainers: [init({ state: done, restartCount: 2 })],
      containers: [container({ restartCount: 7 })],
    },
    'Running 1/1 7',
  ],
  [
    'a started sidecar counts in READY and RESTARTS',
    {
      conditions: [initialized, ready],
      initContainers: [sidecar({ restartCount: 1 })],
      containers: [container({ restartCount: 7 })],
    },
    'Running 2/2 8',
  ],
  [
    'a started sidecar that is not ready counts in the total only',
    { initContainers: [sidecar({ ready: false })], containers: [container()] },
    'Running 1/2 0',
  ],
  [
    'a sidecar that has not started decides like any init container',
    {
      phase: 'Pending',
      initContainers: [sidecar({ started: false, ready: false })],
      containers: [container({ ready: false, state: waiting('PodInitializing') })],
    },
    'Init:0/1 0/2 0',
  ],
  [
    'a sidecar that dies later shows although the main container is ready',
    {
      conditions: [initialized, ready],
      initContainers: [sidecar({ started: false, ready: false, state: crashing, restartCount: 3 })],
      containers: [container({ restartCount: 1 })],
    },
    'Init:CrashLoopBackOff 1/2 4',
  ],
  [
    'a main container with something to say hides the dead sidecar',
    {
      conditions: [initialized],
      initContainers: [sidecar({ started: false, ready: false, state: crashing })],
      containers: [container({ ready: false, state: waiting('ImagePullBackOff') })],
    },
    'ImagePullBackOff 0/2 0',
  ],
  [
    'without Initialized=True the main containers are not looked at',
    {
      conditions: [condition('Initialized', 'False')],
      initContainers: [init({ state: crashing })],
      containers: [container({ ready: false, state: waiting('ImagePullBackOff') })],
    },
    'Init:CrashLoopBackOff 0/1 0',
  ],
  [
    'a sidecar that ended with exit code 0 is passed over',
    {
      phase: 'Succeeded',
      initContainers: [sidecar({ ready: false, started: false, state: done })],
      containers: [container({ ready: false, state: done })],
    },
    'Completed 0/2 0',
  ],
  [
    'the first container with something to say wins',
    {
      containers: [
        container(),
        container({ name: 'b', ready: false, state: crashing }),
        container({ name: 'c', ready: false, state: waiting('ErrImagePull') }),
      ],
    },
    'CrashLoopBackOff 1/3 0',
  ],
  [
    'a waiting container without a reason says nothing',
    { phase: 'Pending', containers: [container({ ready: false, state: waiting('') })] },
    'Pending 0/1 0',
  ],
  [
    'a terminated container without a reason shows its signal',
    { containers: [container({ ready: false, state: terminated({ signal: 11 }) })] },
    'Signal:11 0/1 0',
  ],
  [
    'a terminated container without reason and signal shows its exit code',
    { containers: [container({ ready: false, state: terminated({ exitCode: 0 }) })] },
    'ExitCode:0 0/1 0',
  ],
  [
    'OOMKilled shows between the restarts',
    {
      containers: [
        container({
          ready: false,
          restartCount: 2,
          state: terminated({ exitCode: 137, reason: 'OOMKilled' }),
        }),
      ],
    },
    'OOMKilled 0/1 2',
  ],
  [
    'Completed beside a running container is Running when the pod is ready',
    {
      conditions: [ready],
      containers: [
        container({ name: 'job', ready: false, state: done }),
        container({ name: 'web' }),
      ],
    },
    'Running 1/2 0',
  ],
  [
    'Completed beside a running container is NotReady when the pod is not',
    {
      conditions: [condition('Ready', 'False')],
      containers: [
        container({ name: 'job', ready: false, state: done }),
        container({ name: 'web' }),
      ],
    },
    'NotReady 1/2 0',
  ],
  [
    'Completed beside a container that runs unready stays Completed',
    {
      containers: [
        container({ name: 'job', ready: false, state: done }),
        container({ name: 'web', ready: false }),
      ],
    },
    'Completed 0/2 0',
  ],
  [
    'a ready container that does not run is not counted as ready',
    { containers: [container({ ready: true, state: waiting('') })] },
    'Running 0/1 0',
  ],
  [
    'a pod being deleted is Terminating whatever its containers say',
    { deletionMs: 5, containers: [container({ ready: false, state: crashing })] },
    'Terminating 0/1 0',
  ],
  [
    'a failed pod held by a finalizer is not Terminating',
    {
      deletionMs: 5,
      phase: 'Failed',
      containers: [
        container({ ready: false, state: terminated({ exitCode: 137, reason: 'Error' }) }),
      ],
    },
    'Error 0/1 0',
  ],
  [
    'a succeeded pod held by a finalizer is not Terminating',
    {
      deletionMs: 5,
      phase: 'Succeeded',
      containers: [container({ ready: false, state: done })],
    },
    'Completed 0/1 0',
  ],
  [
    'a deleted pod on a lost node is Unknown',
    { deletionMs: 5, statusReason: 'NodeLost', containers: [container()] },
    'Unknown 1/1 0',
  ],
  [
    'a pod on a lost node that is not deleted shows the reason',
    { statusReason: 'NodeLost', containers: [container()] },
    'NodeLost 1/1 0',
  ],
  [
    'ephemeral containers never count',
    {
      containers: [container()],
      ephemeralContainers: [
        container({ kind: 'ephemeral', state: crashing, restartCount: 9, ready: false }),
      ],
    },
    'Running 1/1 0',
  ],
];

describe('the columns of kubectl get pods', () => {
  it.each(cases)('%s', (_, changes, expected) => {
    const fact = pod('checkout-x2x1q', { conditions: [], containers: [], ...changes });
    const { ready: up, total } = podReady(fact);
    expect(`${podReason(fact)} ${up}/${total} ${podRestarts(fact)}`).toBe(expected);
  });
});
