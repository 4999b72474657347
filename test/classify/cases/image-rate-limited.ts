import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** Docker Hub through containerd. */
const TOO_MANY =
  'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/shop/web/manifests/sha256:0: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit';

export default [
  {
    name: 'a limit that is told while asking for a token is no refused login',
    given: {
      pods: [
        waitingPod(
          'ErrImagePull',
          'failed to fetch oauth token: unexpected status: 429 Too Many Requests: not found',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'in the first 30 s the next try may get through',
    given: {
      pods: [
        podWith(waitingContainer('ErrImagePull', TOO_MANY), { createdMs: ago(29), conditions: [] }),
      ],
    },
    found: [],
  },
  {
    name: 'a tag that is called 429 is only a tag',
    given: { pods: [waitingPod('ErrImagePull', 'shop/web:429: not found')] },
    found: [],
  },
] satisfies Cases;
