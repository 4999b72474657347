import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import { event } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** An older kubelet says no more than this. */
const BARE_BACK_OFF = 'Back-off pulling image "shop/web:9"';

export default [
  {
    name: 'during a try it is the same problem with the same reason',
    given: {
      pods: [waitingPod('ErrImagePull', 'manifest unknown', { kind: 'init', name: 'init' })],
    },
    found: [{ container: 'init', confidence: 'confirmed', reason: 'Init:ImagePullBackOff' }],
  },
  {
    name: 'an older kubelet tells the cause only in the event',
    given: {
      pods: [waitingPod('ImagePullBackOff', BARE_BACK_OFF)],
      events: [event('Failed', 'Failed to pull image "shop/web:9": shop/web:9: not found')],
    },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'a registry host that does not resolve is not a missing image',
    given: {
      pods: [waitingPod('ImagePullBackOff', 'dial tcp: lookup registry.example: no such host')],
    },
    found: [],
  },
  {
    name: 'refused credentials hide whether the image exists',
    given: {
      pods: [
        waitingPod(
          'ErrImagePull',
          'failed with status code [manifests 9]: 401 Unauthorized: not found',
        ),
      ],
    },
    found: [],
  },
] satisfies Cases;
