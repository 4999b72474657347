import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'NodeAffinityMismatch',
  title: 'No node has the labels that the pods of {workload} ask for',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. The pod template names labels of nodes in nodeSelector or in a required node affinity.',
  fix: [
    'Compare nodeSelector and affinity in the pod template of {workload} with the labels of the nodes: one is often mistyped or out of date.',
    'Use a preferred instead of a required affinity if the pods may run elsewhere too.',
    'Ask the platform team for a node with these labels if the pods need one.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} get nodes --show-labels'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  classify(snapshot) {
    return unplacedFor('NodeAffinityMismatch', snapshot);
  },
  examples: [
    {
      name: 'the selector matches no node',
      given: {
        pods: [
          unscheduledPod(
            "0/5 nodes are available: 1 node(s) had untolerated taint(s), 4 node(s) didn't match Pod's node affinity/selector. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: {
            why: '4 nodes: without the labels that the pod asks for; 1 node: reserved for others by a taint',
          },
        },
      ],
    },
    {
      name: 'the nodes with these labels are full, which decides',
      given: {
        pods: [
          unscheduledPod(
            "0/3 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
