import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import { condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'before five minutes are over it is a warning',
    given: {
      pods: [
        unscheduledPod(
          '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
          60,
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Pending',
        details: { why: 'its volume claim "data" does not exist' },
      },
    ],
  },
  {
    name: 'a pod that is held back by a scheduling gate waits on purpose',
    given: {
      pods: [
        pod({ conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] }),
      ],
    },
    found: [],
  },
  {
    name: 'a pod with a node is placed',
    given: { pods: [pod()] },
    found: [],
  },
] satisfies Cases;
