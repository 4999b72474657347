import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { pullFindings } from '../support/pulls.ts';

/** containerd 1.6 to 2.1, as the kubelet from 1.32 on repeats it between the tries. */
const NOT_FOUND =
  'Back-off pulling image "shop/web:9": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "shop/web:9": failed to resolve reference "shop/web:9": shop/web:9: not found';

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
  sharedCause: { kind: 'Image', detail: 'image' },
  classify(snapshot) {
    return pullFindings(snapshot, 'notFound');
  },
  examples: [
    {
      name: 'a tag that nobody pushed is not found',
      given: { pods: [waitingPod('ImagePullBackOff', NOT_FOUND)] },
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
      name: 'an image for other processors ends in "not found" too, but is there',
      given: { pods: [waitingPod('ErrImagePull', 'no match for platform in manifest: not found')] },
      found: [],
    },
  ],
});
