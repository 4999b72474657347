import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the volume of the claim is gone',
    given: {
      pods: [
        unscheduledPod(
          '0/1 nodes are available: persistentvolumeclaim "data" bound to non-existent persistentvolume "pv-1". not found',
          301,
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Pending',
        details: { why: 'the volume of its volume claim "data" is gone' },
      },
    ],
  },
] satisfies Cases;
