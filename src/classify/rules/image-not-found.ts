import { defineClassifier } from '../define.ts';
import { event, pod, waitingContainer } from '../support/examples.ts';
import { pullFindings } from '../support/pulls.ts';

/** containerd 1.6 to 2.1, as the kubelet from 1.32 on repeats it between the tries. */
const NOT_FOUND =
  'Back-off pulling image "shop/web:9": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "shop/web:9": failed to resolve reference "shop/web:9": shop/web:9: not found';

/** An older kubelet says no more than this. */
const BARE_BACK_OFF = 'Back-off pulling image "shop/web:9"';

export default defineClassifier({
  code: 'ImageNotFound',
  title: 'The image of {who} does not exist',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry answered that it has no image {image}, so {who} cannot start. Either the name or tag is wrong, or the build has not pushed it.',
  fix: [
    'Check that the build has pushed {image} to this registry.',
    'Correct the name or tag of the image in {workload} if it is misspelled.',
    'Roll back to the last version that worked if the service is needed now.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o wide'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
  classify(snapshot) {
    return pullFindings(snapshot, 'notFound');
  },
  examples: [
    {
      name: 'a tag that nobody pushed is not found',
      given: { pods: [pod({ containers: [waitingContainer('ImagePullBackOff', NOT_FOUND)] })] },
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
      name: 'during a try it is the same problem with the same reason',
      given: {
        pods: [
          pod({
            initContainers: [
              waitingContainer('ErrImagePull', 'manifest unknown', { kind: 'init', name: 'init' }),
            ],
          }),
        ],
      },
      found: [{ container: 'init', confidence: 'confirmed', reason: 'Init:ImagePullBackOff' }],
    },
    {
      name: 'an older kubelet tells the cause only in the event',
      given: {
        pods: [pod({ containers: [waitingContainer('ImagePullBackOff', BARE_BACK_OFF)] })],
        events: [event('Failed', 'Failed to pull image "shop/web:9": shop/web:9: not found')],
      },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'an image for other processors ends in "not found" too, but is there',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer('ErrImagePull', 'no match for platform in manifest: not found'),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a registry host that does not resolve is not a missing image',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer(
                'ImagePullBackOff',
                'dial tcp: lookup registry.example: no such host',
              ),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'refused credentials hide whether the image exists',
      given: {
        pods: [
          pod({
            containers: [
              waitingContainer(
                'ErrImagePull',
                'failed with status code [manifests 9]: 401 Unauthorized: not found',
              ),
            ],
          }),
        ],
      },
      found: [],
    },
  ],
});
