import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { pullFindings } from '../support/pulls.ts';

export default defineClassifier({
  code: 'ImageAuthFailed',
  title: 'The registry refuses the credentials for the image of {who}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry does not let this cluster read {image}: no credentials came with the request, or they are wrong, expired or not allowed to read it. {Who} cannot start, and whether the image exists is unknown.',
  fix: [
    'Check that {workload} or its service account names a pull secret for exactly this registry.',
    'Check with the same credentials from elsewhere whether they still work, and renew them if not.',
    'Give the identity of the nodes the right to read the repository if the cluster logs in without a secret.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} get pod {pod} -o jsonpath="{.spec.imagePullSecrets}"',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  classify(snapshot) {
    return pullFindings(snapshot, 'authCertain');
  },
  examples: [
    {
      name: '403 is about rights, though the same answer ends in "not found"',
      given: {
        pods: [
          waitingPod(
            'ErrImagePull',
            'unexpected status from HEAD request to https://registry.example/v2/: 403 Forbidden: not found',
          ),
        ],
      },
      found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'an answer that leaves open whether there is such an image is ImageAccessAmbiguous',
      given: {
        pods: [
          waitingPod(
            'ErrImagePull',
            'pull access denied, repository does not exist or may require authorization',
          ),
        ],
      },
      found: [],
    },
  ],
});
