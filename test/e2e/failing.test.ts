import { expect, test } from 'vitest';
import type { RecordedObject } from '../zoo/recording.ts';
import { loadRecording, loadScenario, scenarioNames } from '../zoo/scenario.ts';
import { showsFault } from './failing.ts';

function object(kind: string, fields: Readonly<Record<string, unknown>>): RecordedObject {
  const metadata = { name: 'web', uid: 'web', resourceVersion: '1' };
  return { apiVersion: 'v1', kind, metadata, ...fields };
}

function pod(state: unknown, { restartPolicy = 'Always', list = 'containerStatuses' } = {}) {
  const status = { phase: 'Running', [list]: [{ name: 'app', state }] };
  return object('Pod', { spec: { restartPolicy }, status });
}

function withCondition(kind: string, type: string, status: string): RecordedObject {
  return object(kind, { status: { conditions: [{ type, status }] } });
}

const once = { restartPolicy: 'Never' };
const init = { list: 'initContainerStatuses' };

test.each<readonly [claim: string, object: RecordedObject, expected: boolean]>([
  ['a Warning event is a sign', object('Event', { type: 'Warning' }), true],
  ['a Normal event is none', object('Event', { type: 'Normal' }), false],
  ['a held back container is', pod({ waiting: { reason: 'CrashLoopBackOff' } }), true],
  ['one that is being created is none', pod({ waiting: { reason: 'ContainerCreating' } }), false],
  ['one that waits without a reason is none', pod({ waiting: {} }), false],
  ['one that runs is none', pod({ running: {} }), false],
  ['an exit code is', pod({ terminated: { exitCode: 3 } }, once), true],
  ['an end without error is', pod({ terminated: { exitCode: 0 } }), true],
  ['that of what may end is none', pod({ terminated: { exitCode: 0 } }, once), false],
  ['that of an init container is none', pod({ terminated: { exitCode: 0 } }, init), false],
  ['an exit code of an init container is', pod({ terminated: { exitCode: 1 } }, init), true],
  ['a failed pod is', object('Pod', { status: { phase: 'Failed' } }), true],
  ['a pod that just is not ready is none', withCondition('Pod', 'Ready', 'False'), false],
  ['a pod without a node is', withCondition('Pod', 'PodScheduled', 'False'), true],
  ['a stuck rollout is', withCondition('Deployment', 'Progressing', 'False'), true],
  ['one on its way is none', withCondition('Deployment', 'Progressing', 'True'), false],
  ['a failed Job is', withCondition('Job', 'Failed', 'True'), true],
  ['an autoscaler without numbers is', withCondition('HPA', 'ScalingActive', 'False'), true],
  ['a lost claim is', object('PersistentVolumeClaim', { status: { phase: 'Lost' } }), true],
  [
    'a pending one is none',
    object('PersistentVolumeClaim', { status: { phase: 'Pending' } }),
    false,
  ],
])('%s', (_claim, given, expected) => {
  expect(showsFault(given)).toBe(expected);
});

test('how the run before ended is a sign, too', () => {
  const lastState = { terminated: { exitCode: 137 } };
  const containerStatuses = [{ name: 'app', state: { running: {} }, lastState }];
  expect(showsFault(object('Pod', { status: { containerStatuses } }))).toBe(true);
});

/** Nobody says of these that something fails: that nothing happens, or that nothing is left, is the fault; nor of a Service that leads nowhere, or of a wish that waits. */
const silent: readonly string[] = [
  'deployment-deleted',
  'ingress-backend-missing',
  'readiness-gate-false',
  'resize-infeasible',
  'scheduler-missing',
  'service-port-mismatch',
  'service-selector-mismatch',
];

test('every fault of a live run begins with a sign', () => {
  const faulty = scenarioNames()
    .map(loadScenario)
    .filter(({ expected }) => expected.live.run && !expected.quiet);
  const without = faulty.filter((scenario) => {
    return !loadRecording(scenario).events.some(({ object: seen }) => showsFault(seen));
  });
  expect(without.map(({ name }) => name)).toEqual(silent);
});
