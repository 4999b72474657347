import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { event } from '../support/examples.ts';
import { pullFindings } from '../support/pulls.ts';

/** containerd 1.6, about a registry that asks for a login. */
const UNAUTHORIZED =
  'failed to pull and unpack image "registry.example/shop/web:1.4.2": failed to resolve reference "registry.example/shop/web:1.4.2": pulling from host registry.example failed with status code [manifests 1.4.2]: 401 Unauthorized';

function failing(message: string) {
  return { pods: [waitingPod('ErrImagePull', message)] };
}

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
      name: 'a registry that answers 401 refuses who asks',
      given: {
        pods: [waitingPod('ImagePullBackOff', UNAUTHORIZED)],
        events: [
          event(
            'Failed',
            `Failed to pull image "registry.example/shop/web:1.4.2": ${UNAUTHORIZED}`,
          ),
        ],
      },
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
      name: 'an answer that leaves open whether there is such an image is ImageAccessAmbiguous',
      given: failing('pull access denied, repository does not exist or may require authorization'),
      found: [],
    },
  ],
});
