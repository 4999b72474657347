import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { pullFindings } from '../support/pulls.ts';

/** containerd 1.6, rpc prefix and misleading end included. */
const NO_MATCH =
  'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop/web:1.4.2": no match for platform in manifest: not found';

export default defineClassifier({
  code: 'ImagePlatformMismatch',
  title: 'The image of {who} is not built for the processor of the node',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry has {image}, but only for other processors or operating systems than that of the node, so {who} cannot start there.',
  fix: [
    'Build the image for the processors of all nodes it may run on, such as linux/amd64 and linux/arm64.',
    'Set a nodeSelector with kubernetes.io/arch in {workload} if it is to run on one sort of nodes only.',
    'Check on which machine it was built: a laptop with another processor than the cluster is the usual cause.',
  ],
  commands: [
    '{kubectl} get pod {pod} -o wide',
    '{kubectl} get nodes --label-columns kubernetes.io/arch,kubernetes.io/os',
  ],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  classify(snapshot) {
    return pullFindings(snapshot, 'platform');
  },
  examples: [
    {
      name: 'the message of containerd ends in "not found", but the image is there',
      given: { pods: [waitingPod('ImagePullBackOff', NO_MATCH)] },
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
      name: 'a missing tag, with the same rpc prefix and the same end, is ImageNotFound',
      given: {
        pods: [
          waitingPod(
            'ErrImagePull',
            'rpc error: code = NotFound desc = failed to pull and unpack image "shop/web:9": shop/web:9: not found',
          ),
        ],
      },
      found: [],
    },
  ],
});
