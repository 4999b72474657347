import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's waiting reason; its message repeats the image. */
const REASON = 'ErrImageNeverPull';

export default defineClassifier({
  code: 'ErrImageNeverPull',
  title: 'The node of {who} does not have the image and may not fetch it',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} has imagePullPolicy: Never, so its node may only use a copy of {image} that is there already. There is none, so {who} cannot start.',
  fix: [
    'Set imagePullPolicy to IfNotPresent in {workload} if the image is in a registry.',
    'Load the image on every node the pod may run on if it is meant to be preloaded, under exactly this name and tag.',
  ],
  commands: ['{kubectl} get pod {pod} -o wide', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason }) => (reason === REASON ? {} : undefined));
  },
  examples: [
    {
      name: 'policy Never needs a copy on the node',
      given: {
        pods: [
          waitingPod(
            REASON,
            'Container image "registry.example/shop/web:1.4.2" is not present with pull policy of Never',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: REASON,
          details: { image: 'registry.example/shop/web:1.4.2' },
        },
      ],
    },
    {
      name: 'an image that was looked for in the registry is ImageNotFound, not this',
      given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')] },
      found: [],
    },
  ],
});
