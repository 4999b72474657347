import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'NodesCordoned',
  title: 'The nodes are closed for maintenance',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. Somebody has cordoned them, usually to drain them before an update: pods that run there go on or are moved, and no new one is put there.',
  fix: [
    'Ask the platform team whether the maintenance of the nodes is over.',
    'Have the nodes opened again with "kubectl uncordon" if they were forgotten.',
  ],
  commands: ['{kubectl} get nodes'],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/#manual-node-administration',
  classify(snapshot) {
    return unplacedFor('NodesCordoned', snapshot);
  },
  examples: [
    {
      name: 'the only node is cordoned',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { nodes: 'the only node', why: 'that node: cordoned, usually for maintenance' },
        },
      ],
    },
    {
      name: 'one cordoned node of three does not explain why the others are full',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [],
    },
  ],
});
