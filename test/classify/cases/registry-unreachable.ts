import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** Go's net package, quoted by containerd. */
const REFUSED =
  'failed to do request: Head "https://registry.example/v2/shop/web/manifests/1.4.2": dial tcp 10.9.8.7:443: connect: connection refused';

export default [
  {
    name: 'a registry in trouble answers 503',
    given: {
      pods: [
        waitingPod(
          'ErrImagePull',
          'unexpected status from HEAD request to https://registry.example/v2/: 503 Service Unavailable',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'in the first 30 s the next try may succeed',
    given: {
      pods: [
        podWith(waitingContainer('ErrImagePull', REFUSED), { createdMs: ago(29), conditions: [] }),
      ],
    },
    found: [],
  },
  {
    name: 'a missing tag is ImageNotFound, not this',
    given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')] },
    found: [],
  },
] satisfies Cases;
