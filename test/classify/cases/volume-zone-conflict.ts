import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a volume on the disk of a node that is gone',
    given: {
      pods: [
        unscheduledPod(
          "0/2 nodes are available: 2 node(s) didn't match PersistentVolume's node affinity. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
          60,
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Pending',
        details: { why: '2 nodes: out of reach of the volume' },
      },
    ],
  },
] satisfies Cases;
