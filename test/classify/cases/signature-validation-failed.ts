import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'during a try the kubelet has words of its own',
    given: {
      pods: [
        waitingPod(
          'SignatureValidationFailed',
          'image pull failed for shop/web:1 because the signature validation failed: Source image rejected',
        ),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: {
          raw: 'image pull failed for shop/web:1 because the signature validation failed: Source image rejected',
        },
      },
    ],
  },
  {
    name: 'an init container',
    given: {
      pods: [waitingPod('SignatureValidationFailed', '', { name: 'migrate', kind: 'init' })],
    },
    found: [{ container: 'migrate', confidence: 'confirmed', reason: 'Init:ImagePullBackOff' }],
  },
  {
    name: 'a kubelet without a message is quoted by its reason',
    given: { pods: [waitingPod('SignatureValidationFailed')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { raw: 'SignatureValidationFailed' },
      },
    ],
  },
] satisfies Cases;
