import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

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
] satisfies Cases;
