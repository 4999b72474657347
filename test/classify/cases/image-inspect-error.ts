import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A pod that got its node so many seconds ago. */
function waitingSince(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('ImageInspectError'), { conditions });
}

export default [
  {
    name: 'what the runtime says is quoted',
    given: { pods: [waitingPod('ImageInspectError', 'store is corrupt')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImageInspectError',
        details: { raw: 'store is corrupt' },
      },
    ],
  },
  {
    name: 'a runtime that says nothing is quoted by the reason',
    given: { pods: [waitingPod('ImageInspectError')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImageInspectError',
        details: { raw: 'ImageInspectError' },
      },
    ],
  },
  {
    name: 'it is told after 60 s',
    given: { pods: [waitingSince(60)] },
    found: [{ confidence: 'confirmed', reason: 'ImageInspectError' }],
  },
  { name: 'before that the next try may work', given: { pods: [waitingSince(59)] }, found: [] },
] satisfies Cases;
