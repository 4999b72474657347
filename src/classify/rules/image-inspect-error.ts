import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { lastingWaits } from '../support/waiting.ts';

/** The kubelet's waiting reason when the runtime cannot say whether it has the image. */
const REASON = 'ImageInspectError';

/** A container runtime that is started anew answers again within seconds. */
const RETRY_DWELL_MS = 60_000;

export default defineClassifier({
  code: 'ImageInspectError',
  title: 'The node of {who} cannot read its own images',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The node cannot tell whether it has image {image}: "{raw}". Its store of images is damaged, or its container runtime does not work. The image itself may be fine.',
  fix: [
    'Delete the pod to have it placed anew, perhaps on another node.',
    'Ask the people who run the cluster to look at the container runtime of that node, and to remove the image there.',
    'Name the image with its registry in {workload} if the message speaks of a short name.',
  ],
  commands: ['{kubectl} get pod {pod} -o wide', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  classify(snapshot) {
    return lastingWaits(snapshot, RETRY_DWELL_MS, ({ reason, message }) =>
      reason === REASON ? { raw: quoted(message || reason) } : undefined,
    );
  },
  examples: [
    {
      name: 'a runtime that cannot read its store',
      given: {
        pods: [waitingPod(REASON, 'Failed to inspect image "": rpc error: code = Unknown')],
      },
      found: [{ container: 'app', confidence: 'confirmed', reason: REASON }],
    },
    {
      name: 'a name that is no name is InvalidImageName, not this',
      given: { pods: [waitingPod('InvalidImageName', 'invalid reference format')] },
      found: [],
    },
  ],
});
