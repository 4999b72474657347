import { defineClassifier } from '../define.ts';
import { endedFindings } from '../support/ended-pods.ts';
import { alone, endedPod } from '../support/example-pods.ts';
import { rejectionDetails } from '../support/rejections.ts';

/** Kubernetes 1.34. */
const NO_ROOM =
  "Pod was rejected: Node didn't have enough resource: cpu, requested: 400000, used: 22, capacity: 2000";

export default defineClassifier({
  code: 'KubeletRejected',
  title: 'A node does not let in pods of the service',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The pod was placed on node {node}, which did not let it in, because {why}. It says: "{raw}". {next}.',
  fix: [
    '{advice}.',
    'Delete the pods that were rejected: they hold nothing any more, and never start.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe node {node}'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  classify(snapshot) {
    // The scheduler and the node may disagree for a moment, and the next pod is placed elsewhere.
    return endedFindings(snapshot, { read: rejectionDetails });
  },
  examples: [
    {
      name: 'a pod that names its node and does not fit there is not tried again',
      given: { pods: [alone(endedPod('OutOfcpu', NO_ROOM))] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          state: 'active',
          reason: 'OutOfcpu',
          details: { why: 'it has not as much cpu left as the pod asks for', node: 'node-1' },
        },
      ],
    },
    {
      name: 'one rejection that another pod makes good is chance',
      given: { pods: [endedPod('OutOfcpu', NO_ROOM)] },
      found: [],
    },
  ],
});
