import { loopingPod, nodeEvent, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import { ago, crashed } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const VICTIM = 'System OOM encountered, victim process: app, pid: 4711';
const KILL = { exitCode: 137 };
const AT_THE_KILL = { firstMs: ago(205), lastMs: ago(205) };

export default [
  {
    name: 'one kill, and up again, is history',
    given: { pods: [recoveredPod(KILL)], events: [nodeEvent('SystemOOM', VICTIM, AT_THE_KILL)] },
    found: [{ confidence: 'likely', state: 'recovered', severity: 'warning', reason: 'Error' }],
  },
  {
    name: 'OOMKilled without a limit of its own is the lack of the node',
    given: {
      pods: [loopingPod({ ...KILL, reason: 'OOMKilled' }, { memoryLimit: '' })],
      events: [nodeEvent('SystemOOM', VICTIM)],
    },
    found: [{ confidence: 'likely', state: 'active', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'a kill minutes after the node had recovered is KilledNotOOM, not this',
    given: {
      pods: [recoveredPod(KILL)],
      events: [nodeEvent('SystemOOM', VICTIM, { firstMs: ago(300), lastMs: ago(300) })],
    },
    found: [],
  },
  {
    name: 'another node has nothing to do with it',
    given: {
      pods: [recoveredPod(KILL)],
      events: [
        {
          ...nodeEvent('SystemOOM', VICTIM, AT_THE_KILL),
          involved: { kind: 'Node', namespace: '', name: 'node-2', uid: 'node-2', container: '' },
        },
      ],
    },
    found: [],
  },
  {
    name: 'an exit code of its own is AppError, not this',
    given: { pods: [loopingPod()], events: [nodeEvent('SystemOOM', VICTIM)] },
    found: [],
  },
  {
    name: 'within 30 s the runtime may still call it OOMKilled',
    given: {
      pods: [recoveredPod({}, { terminations: [crashed({ ...KILL, finishedMs: ago(29) })] })],
      events: [nodeEvent('SystemOOM', VICTIM, { firstMs: ago(30), lastMs: ago(30) })],
    },
    found: [],
  },
  {
    name: 'of several kills the one at that moment is meant, and the event is its proof',
    given: {
      pods: [loopingPod(KILL)],
      events: [nodeEvent('SystemOOM', VICTIM, { firstMs: ago(101), lastMs: ago(101) })],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'CrashLoopBackOff',
        evidence: [
          'status.containerStatuses[app].lastState.terminated.exitCode: 137',
          'status.containerStatuses[app].lastState.terminated.reason: Error',
          `event SystemOOM: ${VICTIM}`,
        ],
      },
    ],
  },
] satisfies Cases;
