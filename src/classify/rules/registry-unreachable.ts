import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { lastingPullFindings } from '../support/pulls.ts';

/** Go's net package, quoted by containerd. */
const REFUSED =
  'failed to do request: Head "https://registry.example/v2/shop/web/manifests/1.4.2": dial tcp 10.9.8.7:443: connect: connection refused';

export default defineClassifier({
  code: 'RegistryUnreachable',
  title: 'The image registry cannot be reached',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The node tries to fetch {image} for {who}, but the registry does not answer or answers with an error of its own. The image may be fine.',
  fix: [
    'Check whether the registry, or the proxy in front of it, is up: other services that start now fail in the same way.',
    'Check the registry host in the image name if only this service is affected.',
    'Tell the platform team if the registry works from elsewhere: the way from the nodes to it is cut.',
  ],
  commands: ['{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  sharedCause: { kind: 'Registry', detail: 'registry' },
  classify(snapshot) {
    return lastingPullFindings(snapshot, 'network');
  },
  examples: [
    {
      name: 'a refused connection is not about the image',
      given: { pods: [waitingPod('ImagePullBackOff', REFUSED)] },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'a host that does not resolve is another fault',
      given: {
        pods: [waitingPod('ErrImagePull', 'dial tcp: lookup registry.example: no such host')],
      },
      found: [],
    },
  ],
});
