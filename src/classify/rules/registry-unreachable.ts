import { defineClassifier } from '../define.ts';
import { ago, pod, waitingContainer } from '../support/examples.ts';
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
  classify(snapshot) {
    return lastingPullFindings(snapshot, 'network');
  },
  examples: [
    {
      name: 'a refused connection is not about the image',
      given: { pods: [pod({ containers: [waitingContainer('ImagePullBackOff', REFUSED)] })] },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'a registry in trouble answers 503',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer(
                'ErrImagePull',
                'unexpected status from HEAD request to https://registry.example/v2/: 503 Service Unavailable',
              ),
            ],
          }),
        ],
      },
      found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'in the first 30 s the next try may succeed',
      given: {
        pods: [
          pod({
            createdMs: ago(29),
            conditions: [],
            containers: [waitingContainer('ErrImagePull', REFUSED)],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a host that does not resolve is another fault',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer('ErrImagePull', 'dial tcp: lookup registry.example: no such host'),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a missing tag is ImageNotFound, not this',
      given: {
        pods: [pod({ containers: [waitingContainer('ErrImagePull', 'shop/web:9: not found')] })],
      },
      found: [],
    },
  ],
});
