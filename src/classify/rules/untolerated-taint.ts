import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'UntoleratedTaint',
  title: 'The nodes are reserved for pods that tolerate their taint',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A taint keeps pods off a node unless they have a toleration for it. The pods of {workload} have none that fits.',
  fix: [
    'Look which taints the nodes have and what they are for: see the first command.',
    'Add a toleration to the pod template of {workload} if its pods may run there.',
    'Ask the platform team for nodes that are open to this service if they may not.',
  ],
  commands: [
    '{kubectl} get nodes --output=custom-columns=NODE:.metadata.name,TAINTS:.spec.taints',
    '{kubectl} get {workloadPath} --output=yaml',
  ],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  classify(snapshot) {
    return unplacedFor('UntoleratedTaint', snapshot);
  },
  examples: [
    {
      name: 'all nodes are set aside',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: reserved for others by the taint dedicated: gpu' },
        },
      ],
    },
    {
      name: 'the taint of a node that is not ready is the trouble of that node',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
