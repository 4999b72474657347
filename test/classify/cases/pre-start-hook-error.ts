import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A pod that got its node so many seconds ago. */
function waitingSince(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('PreStartHookError'), { conditions });
}

export default [
  {
    name: 'a kubelet without a message is quoted by its reason',
    given: { pods: [waitingPod('PreStartHookError')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'PreStartHookError',
        details: { raw: 'PreStartHookError' },
      },
    ],
  },
  {
    name: 'it is told after 30 s',
    given: { pods: [waitingSince(30)] },
    found: [{ confidence: 'confirmed', reason: 'PreStartHookError' }],
  },
  { name: 'before that the next try may work', given: { pods: [waitingSince(29)] }, found: [] },
] satisfies Cases;
