import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import { event } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** containerd 1.6, about a registry that asks for a login. */
const UNAUTHORIZED =
  'failed to pull and unpack image "registry.example/shop/web:1.4.2": failed to resolve reference "registry.example/shop/web:1.4.2": pulling from host registry.example failed with status code [manifests 1.4.2]: 401 Unauthorized';

function failing(message: string) {
  return { pods: [waitingPod('ErrImagePull', message)] };
}

export default [
  {
    name: 'a registry that answers 401 refuses who asks',
    given: {
      pods: [waitingPod('ImagePullBackOff', UNAUTHORIZED)],
      events: [
        event('Failed', `Failed to pull image "registry.example/shop/web:1.4.2": ${UNAUTHORIZED}`),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { image: 'registry.example/shop/web:1.4.2' },
      },
    ],
  },
  {
    name: 'a token server that limits the rate is ImageRateLimited, not this',
    given: failing(
      'failed to authorize: failed to fetch anonymous token: unexpected status: 429 Too Many Requests',
    ),
    found: [],
  },
  {
    name: 'a token server that has no address is RegistryDNS, not this',
    given: failing(
      'failed to authorize: failed to fetch anonymous token: Get "https://auth.example/token": dial tcp: lookup auth.example: no such host',
    ),
    found: [],
  },
  {
    name: 'a name that sounds like it is only a name',
    given: failing('registry.example/401-unauthorized:9: not found'),
    found: [],
  },
] satisfies Cases;
