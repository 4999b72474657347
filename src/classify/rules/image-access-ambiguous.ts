import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { pullFindings } from '../support/pulls.ts';

/** Docker Hub through containerd. The same answer for both cases is meant to betray nothing. */
const DENIED =
  'failed to pull and unpack image "docker.io/shop/web:9": failed to resolve reference "docker.io/shop/web:9": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';

export default defineClassifier({
  code: 'ImageAccessAmbiguous',
  title: 'The image of {who} does not exist or is private',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry refuses {image} with an answer that stands for two things: there is no such repository, or it is private and the node showed no credentials. {Who} cannot start.',
  fix: [
    'Check the spelling of the image in {workload}: registry, repository and tag.',
    'Check with your own account whether the repository exists and is private.',
    'Add a pull secret for this registry to the pod or its service account if it is private.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} get pod {pod} -o jsonpath="{.spec.imagePullSecrets}"',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  sharedCause: { kind: 'Image', detail: 'image' },
  classify(snapshot) {
    return pullFindings(snapshot, 'accessAmbiguous');
  },
  examples: [
    {
      name: 'Docker Hub answers alike for a private and for a missing repository',
      given: { pods: [waitingPod('ImagePullBackOff', DENIED)] },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'credentials that were refused are ImageAuthFailed, not this',
      given: { pods: [waitingPod('ErrImagePull', '401 Unauthorized')] },
      found: [],
    },
    {
      name: 'a missing tag of a repository that can be read is ImageNotFound, not this',
      given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')] },
      found: [],
    },
  ],
});
