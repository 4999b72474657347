import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's waiting reason: it could not read the name, so it asked nobody. */
const REASON = 'InvalidImageName';

export default defineClassifier({
  code: 'InvalidImageName',
  title: 'The image name of {who} is not valid',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The image of {who} is written as {image}, which no registry could serve: the name itself is malformed. Trying again does not help.',
  fix: [
    'Correct the image in {workload}: the repository is lower case, there is one tag, and there are no spaces.',
    'Check that every variable of the template was filled in if the name is generated.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason }) => (reason === REASON ? {} : undefined));
  },
  examples: [
    {
      name: 'an upper-case repository is no name',
      given: {
        pods: [
          waitingPod(
            REASON,
            'Failed to apply default image tag "Shop/Web:1": couldn\'t parse image name "Shop/Web:1": invalid reference format: repository name (Shop/Web) must be lowercase',
            { image: 'Shop/Web:1' },
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: REASON,
          details: { image: 'Shop/Web:1' },
        },
      ],
    },
    {
      name: 'a valid name that does not exist is ImageNotFound, not this',
      given: {
        pods: [waitingPod('ErrImagePull', 'rpc error: code = NotFound desc = web:9: not found')],
      },
      found: [],
    },
  ],
});
