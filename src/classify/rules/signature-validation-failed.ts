import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { waitingFindings } from '../support/waiting.ts';

/** CRI-O's word, which the kubelet makes the waiting reason; between the tries it is in the message. */
const REASON = 'SignatureValidationFailed';

/** Between the tries, pkg/kubelet/images/image_manager.go: Back-off pulling image "x": SignatureValidationFailed: … */
const BETWEEN = /^Back-off pulling image "[^"]{1,700}": SignatureValidationFailed\b/;

export default defineClassifier({
  code: 'SignatureValidationFailed',
  title: 'The image of {who} is not signed as the node asks for',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The node runs only images with a signature that it trusts, and refused image {image}: "{raw}". Trying again does not help.',
  fix: [
    'Sign the image in its build with the key that the cluster trusts, and push it again.',
    'Check that the image comes from a registry that the policy of the cluster allows.',
    'Ask the people who run the cluster which signatures their nodes ask for.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o wide'],
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/verify-signed-artifacts/',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }) => {
      if (reason !== REASON && !BETWEEN.test(message)) return undefined;
      return { raw: quoted(message || reason) };
    }).map((finding) => ({
      ...finding,
      // ErrImagePull, ImagePullBackOff and this one take turns.
      reason: finding.reason.replace(
        /(?:ErrImagePull|SignatureValidationFailed)$/,
        'ImagePullBackOff',
      ),
    }));
  },
  examples: [
    {
      name: 'an image without a signature',
      given: {
        pods: [
          waitingPod(
            'ImagePullBackOff',
            'Back-off pulling image "shop/web:1": SignatureValidationFailed: A signature was required, but no signature exists',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { raw: 'A signature was required, but no signature exists' },
        },
      ],
    },
    {
      name: 'a certificate of the registry that nobody knows is RegistryTLS, not this',
      given: {
        pods: [waitingPod('ErrImagePull', 'x509: certificate signed by unknown authority')],
      },
      found: [],
    },
  ],
});
