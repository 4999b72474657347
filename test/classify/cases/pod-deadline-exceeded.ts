import { alone, endedPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a pod that was replaced is history',
    given: { pods: [endedPod('DeadlineExceeded', '')] },
    found: [
      {
        confidence: 'confirmed',
        state: 'recovered',
        severity: 'warning',
        reason: 'DeadlineExceeded',
      },
    ],
  },
  {
    name: 'another end of the whole pod is another diagnosis',
    given: { pods: [alone(endedPod('Evicted', ''))] },
    found: [],
  },
] satisfies Cases;
