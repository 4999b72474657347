import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { lastingPullFindings } from '../support/pulls.ts';

/** containerd, which unpacks the image; the kernel's words end the message. */
const NO_SPACE =
  'failed to pull and unpack image "shop/web:1": failed to extract layer sha256:1f2e: write /var/lib/containerd/x: no space left on device: unknown';

export default defineClassifier({
  code: 'ImageDiskFull',
  title: 'The node of {who} has no room for the image',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The disk of the node is full, so image {image} cannot be unpacked there, and {who} cannot start. Other pods on that node suffer too.',
  fix: [
    'Ask the people who run the cluster to free the disk of the node, or to make it larger.',
    'Delete the pod to have it placed anew, perhaps on another node.',
    'Make the image smaller if it takes up several gigabytes.',
  ],
  commands: ['{kubectl} get pod {pod} -o wide', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  sharedCause: { kind: 'Node', detail: 'node' },
  classify(snapshot) {
    // The node deletes unused images by itself when its disk fills up, and the next try may fit.
    return lastingPullFindings(snapshot, 'disk');
  },
  examples: [
    {
      name: 'an image that cannot be unpacked',
      given: { pods: [waitingPod('ErrImagePull', NO_SPACE)] },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'an image that does not exist is ImageNotFound, not this',
      given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')] },
      found: [],
    },
  ],
});
