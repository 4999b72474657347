import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'NodesNotReady',
  title: 'The nodes take no new pods because they are in trouble',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. The nodes, not the service, need help: Kubernetes itself marks such nodes so that nothing new is put on them.',
  fix: [
    'Tell the platform team that the nodes take no pods: nothing in the service can mend it.',
    'Do not add a toleration for these marks: the pod would be put on a node that cannot run it.',
  ],
  commands: ['{kubectl} get nodes', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
  classify(snapshot) {
    return unplacedFor('NodesNotReady', snapshot);
  },
  examples: [
    {
      name: 'a node that is lost outweighs one that is full',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: lost or not ready; 1 node: too little free CPU' },
        },
      ],
    },
    {
      name: 'a taint that people set is no trouble of the node',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
