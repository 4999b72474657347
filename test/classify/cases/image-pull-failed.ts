import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

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
] satisfies Cases;
