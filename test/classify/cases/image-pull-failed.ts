import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A pod that got its node so many seconds ago and has not fetched its image since. */
function pulling(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('ErrImagePull', 'layer is odd'), { conditions });
}

export default [
  {
    name: 'a message that nobody knows is quoted',
    given: { pods: [waitingPod('ErrImagePull', 'rpc error: code = Unknown desc = layer is odd')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { why: 'the node says "rpc error: code = Unknown desc = layer is odd"' },
      },
    ],
  },
  {
    name: 'another fault is often gone at the second try',
    given: { pods: [pulling(29)] },
    found: [],
  },
  {
    name: 'after half a minute it is told',
    given: { pods: [pulling(30)] },
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'a long message is cut',
    given: { pods: [waitingPod('ErrImagePull', 'odd '.repeat(200))] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { why: `the node says "${'odd '.repeat(200).slice(0, 349)}…"` },
      },
    ],
  },
] satisfies Cases;
