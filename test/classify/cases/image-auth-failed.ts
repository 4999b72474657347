import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

function failing(message: string) {
  return { pods: [waitingPod('ErrImagePull', message)] };
}

export default [
  {
    name: '403 is about rights, though the same answer ends in "not found"',
    given: failing(
      'unexpected status from HEAD request to https://registry.example/v2/: 403 Forbidden: not found',
    ),
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
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
