import { loopingPod, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import { ago, crashed, event } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const RUN_HOOK =
  'Run the command of the postStart hook by hand in the container: it failed, and Kubernetes kills the container then';

const EXIT = [
  'status.containerStatuses[app].lastState.terminated.exitCode: 137',
  'status.containerStatuses[app].lastState.terminated.reason: Error',
];

export default [
  {
    name: 'a postStart hook that fails is told apart by its event',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [event('FailedPostStartHook', 'PostStartHook failed')],
    },
    found: [{ confidence: 'likely', reason: 'CrashLoopBackOff', details: { advice: RUN_HOOK } }],
  },
  {
    name: 'one kill, and up again, is history',
    given: { pods: [recoveredPod({ exitCode: 137 })] },
    found: [{ confidence: 'likely', state: 'recovered', severity: 'warning', reason: 'Error' }],
  },
  {
    name: 'within 30 s the runtime may still call it OOMKilled',
    given: {
      pods: [recoveredPod({}, { terminations: [crashed({ exitCode: 137, finishedMs: ago(29) })] })],
    },
    found: [],
  },
  {
    name: 'who else stopped it, its other events tell',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [event('Unhealthy', 'Readiness probe failed: EOF')],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'CrashLoopBackOff',
        details: {
          advice:
            'Look in the events of the pod for who stopped it: a failed probe, a failed postStart hook, or the node',
        },
        evidence: EXIT,
      },
    ],
  },
  {
    name: 'the event of the hook is a proof',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [event('FailedPostStartHook', 'PostStartHook failed')],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'CrashLoopBackOff',
        evidence: [...EXIT, 'event FailedPostStartHook: PostStartHook failed'],
      },
    ],
  },
  { name: 'an exit code of its own is AppError', given: { pods: [loopingPod()] }, found: [] },
] satisfies Cases;
