import { defineClassifier } from '../define.ts';
import { displacedPods } from '../support/displaced-pods.ts';
import { displacedPod } from '../support/example-pods.ts';

export default defineClassifier({
  code: 'TaintEviction',
  title: 'A node sends away pods of the service that do not tolerate its taint',
  severity: 'info',
  reads: ['pods'],
  explanation:
    'Node {node} has a taint with effect NoExecute that pods of {workload} do not tolerate, so those on it are deleted. Kubernetes sets such taints on nodes that do not answer; people set them to empty a node.',
  fix: [
    'Look at the taints of node {node} for why it is being emptied.',
    'Add a toleration to the pod template of {workload} only if its pods are meant to stay there.',
  ],
  commands: ['{kubectl} describe node {node}', '{kubectl} get pods --output=wide'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  classify(snapshot) {
    return displacedPods(snapshot, 'DeletionByTaintManager');
  },
  examples: [
    {
      name: 'a pod that has to leave its node is told while it goes',
      given: { pods: [displacedPod('DeletionByTaintManager')] },
      found: [{ confidence: 'confirmed', severity: 'info', reason: 'Terminating' }],
    },
    {
      name: 'a drain is ordinary maintenance',
      given: { pods: [displacedPod('EvictionByEvictionAPI')] },
      found: [],
    },
  ],
});
