import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'InsufficientMemory',
  title: 'No node has enough free memory for the pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. It goes by what pods have requested, not by what they use: a node may look idle and be full.',
  fix: [
    'Lower the memory request of the containers to what they need, or run fewer pods.',
    'Remove pods that are not needed, or ask the platform team for another node.',
    '{wait}.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  classify(snapshot) {
    return unplacedFor('InsufficientMemory', snapshot);
  },
  examples: [
    {
      name: 'two nodes are full, and a third is for others',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
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
            why: '2 nodes: too little free memory; 1 node: reserved for others by the taint node-role.kubernetes.io/control-plane',
          },
        },
      ],
    },
    {
      name: 'too little memory and too little CPU on as many nodes is told as CPU, with both in words',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
