import { podEvent, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the node has waited for two minutes itself: nobody else has to',
    given: {
      pods: [
        podWith(waitingContainer('ContainerCreating'), {
          conditions: [condition('PodScheduled', 'True', { sinceMs: ago(0) })],
        }),
      ],
      events: [
        podEvent(
          'FailedMount',
          'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: context deadline exceeded',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
