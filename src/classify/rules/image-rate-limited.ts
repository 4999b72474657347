import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { lastingPullFindings } from '../support/pulls.ts';

/** Docker Hub through containerd. */
const TOO_MANY =
  'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/shop/web/manifests/sha256:0: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit';

export default defineClassifier({
  code: 'ImageRateLimited',
  title: 'The registry limits how often images may be pulled',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry has given this cluster as many images as it allows for now and refuses {image} (429, too many requests). {Who} starts by itself once the limit is lifted, which may take hours.',
  fix: [
    'Wait if it is not urgent: Kubernetes tries again every five minutes.',
    'Add a pull secret with an account: most registries allow it more than anonymous clients.',
    'Pull through a mirror or cache of your own if this comes back.',
    'Set imagePullPolicy to IfNotPresent for tags that do not move, so that nodes use the copy they have.',
  ],
  commands: ['{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
  sharedCause: { kind: 'Registry', detail: 'registry' },
  classify(snapshot) {
    return lastingPullFindings(snapshot, 'rateLimit');
  },
  examples: [
    {
      name: 'Docker Hub says when its limit is reached',
      given: { pods: [waitingPod('ImagePullBackOff', TOO_MANY)] },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'a registry in trouble is RegistryUnreachable, not this',
      given: { pods: [waitingPod('ErrImagePull', '503 Service Unavailable')] },
      found: [],
    },
  ],
});
