import type { PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { endedFindings, endQuote } from '../support/ended-pods.ts';
import { alone, endedPod } from '../support/example-pods.ts';

// pkg/kubelet/nodeshutdown: "Terminated" for pods that ran, "NodeShutdown" for those that came too late; before 1.22
// "Shutdown" for both. Others may write Terminated too, so the message is asked as well.
const MESSAGE = 'Pod was terminated in response to imminent node shutdown.';
const OTHER_REASONS = ['NodeShutdown', 'Shutdown'];

function read(pod: PodFact): { readonly raw: string } | undefined {
  const { statusReason, statusMessage } = pod;
  const isStopped = statusReason === 'Terminated' && statusMessage.includes('node shutdown');
  return isStopped || OTHER_REASONS.includes(statusReason) ? { raw: endQuote(pod) } : undefined;
}

export default defineClassifier({
  code: 'NodeShutdown',
  title: 'A node was shut down with a pod of the service on it',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Node {node} was shut down in order, and said of the pod: "{raw}". {next}. Machines that are rented for as long as nobody else wants them end like this.',
  fix: [
    'Make the pod anew if nothing does so by itself; better, let a Deployment or a Job own it.',
    'Run two pods on different nodes if the loss of one is felt.',
    'Delete what is left of the old pods if the list of them disturbs: they hold nothing any more.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get node {node}'],
  reference: 'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
  classify(snapshot) {
    return endedFindings(snapshot, { read, repeated: 'warning', isHistory: true });
  },
  examples: [
    {
      name: 'a pod that nobody owns is gone with its node',
      given: { pods: [alone(endedPod('Terminated', MESSAGE))] },
      found: [{ confidence: 'confirmed', state: 'active', reason: 'Terminated' }],
    },
    {
      name: 'another reason is no shutdown',
      given: { pods: [alone(endedPod('Terminated', 'stopped by an operator'))] },
      found: [],
    },
  ],
});
