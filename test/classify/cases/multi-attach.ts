import { podEvent, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A pod that got its node so many seconds ago and is being made. */
function creating(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('ContainerCreating'), { conditions });
}

export default [
  {
    name: 'after two minutes it is told',
    given: {
      pods: [creating(120)],
      events: [
        podEvent(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-1f2e" Volume is already used by pod(s) web-5d4f-abcde',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
