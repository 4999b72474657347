import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** containerd 1.6, with the server that was asked. */
const UNKNOWN_HOST =
  'failed to pull and unpack image "registri.example/shop/web:1": failed to resolve reference "registri.example/shop/web:1": failed to do request: Head "https://registri.example/v2/shop/web/manifests/1": dial tcp: lookup registri.example on 10.96.0.10:53: no such host';

export default [
  {
    name: 'a resolver that does not answer is the same trouble, though it reads like a timeout',
    given: {
      pods: [
        waitingPod(
          'ErrImagePull',
          'dial tcp: lookup registry.example on 10.96.0.10:53: read udp 10.9.8.7:44120->10.96.0.10:53: i/o timeout',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { host: '"registry.example"' },
      },
    ],
  },
  {
    name: 'CRI-O may keep the name to itself',
    given: { pods: [waitingPod('ErrImagePull', 'no such host')] },
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff', details: { host: 'its host' } }],
  },
  {
    name: 'in the first 30 s the next try may be answered',
    given: {
      pods: [
        podWith(waitingContainer('ErrImagePull', UNKNOWN_HOST), {
          createdMs: ago(29),
          conditions: [],
        }),
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
