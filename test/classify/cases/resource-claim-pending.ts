import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the claim names a class that does not exist',
    given: {
      pods: [
        unscheduledPod(
          '0/1 nodes are available: request gpu: device class gpu.example.com does not exist. not found',
          60,
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Pending',
        details: { caught: 'gpu.example.com' },
      },
    ],
  },
] satisfies Cases;
