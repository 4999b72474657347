import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import { pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'CRI-O and Docker name the platform',
    given: {
      pods: [
        waitingPod(
          'ErrImagePull',
          'no matching manifest for linux/arm64/v8 in the manifest list entries',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'a container that runs has an image that fits',
    given: { pods: [pod()] },
    found: [],
  },
] satisfies Cases;
