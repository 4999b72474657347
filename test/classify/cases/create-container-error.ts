import {
  loopingPod,
  podWith,
  startError,
  waitingPod,
} from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const REASON = 'CreateContainerError';
/** containerd 1.6 after a try that took longer than the kubelet waits. */
const RESERVED =
  'failed to reserve container name "app_web-7c9d-x2x1q_shop_0b1c_0": name "app_web-7c9d-x2x1q_shop_0b1c_0" is reserved for "4f6d"';

function scheduled(seconds: number) {
  return { conditions: [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })] };
}

export default [
  {
    name: 'a name that an earlier try still holds is mostly free again soon',
    given: { pods: [podWith(waitingContainer(REASON, RESERVED), scheduled(59))] },
    found: [],
  },
  {
    name: 'one that is held for longer tells of a slow node',
    given: { pods: [podWith(waitingContainer(REASON, RESERVED), scheduled(60))] },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: REASON,
        details: { cause: 'is still busy with an earlier try to make it' },
      },
    ],
  },
  {
    name: 'CRI-O has other words for it',
    given: {
      pods: [
        waitingPod(
          REASON,
          'error reserving ctr name k8s_app_web_shop_0b1c_0 for id 4f6d: name is reserved for 9c1d',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { cause: 'is still busy with an earlier try to make it' },
      },
    ],
  },
  {
    name: 'a deadline of the runtime',
    given: { pods: [waitingPod(REASON, 'context deadline exceeded')] },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { cause: 'did not make it in time, as on a node with a slow or busy disk' },
      },
    ],
  },
  {
    name: 'what nobody knows is quoted',
    given: { pods: [waitingPod(REASON, 'device nodes are out of order')] },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { cause: 'says: "device nodes are out of order"' },
      },
    ],
  },
  {
    name: 'an image without a command is told at once, and another try ends alike',
    given: {
      pods: [podWith(waitingContainer(REASON, 'no command specified'), scheduled(1))],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: {
          afterwards:
            'Roll back to the last version that worked if the service is needed now: another try ends alike',
        },
      },
    ],
  },
  {
    name: 'a start that fails and is tried again is the affair of the rules for the command',
    given: {
      pods: [loopingPod(startError('exec: "serv": executable file not found in $PATH'))],
    },
    found: [],
  },
  {
    name: 'words between two tries do not hide that the image has no command',
    given: {
      pods: [podWith(waitingContainer('RunContainerError', 'no command specified'), scheduled(1))],
    },
    found: [{ confidence: 'confirmed', reason: 'RunContainerError' }],
  },
] satisfies Cases;
