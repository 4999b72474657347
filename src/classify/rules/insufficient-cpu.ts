import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'InsufficientCPU',
  title: 'No node has enough free CPU for the pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. It goes by what pods have requested, not by what they use: a node may look idle and be full.',
  fix: [
    'Lower the CPU request of the containers to what they need, or run fewer pods.',
    'Remove pods that are not needed, or ask the platform team for another node.',
    '{wait}.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  classify(snapshot) {
    return unplacedFor('InsufficientCPU', snapshot);
  },
  examples: [
    {
      name: 'one cordoned node does not hide that the others are full',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: {
            nodes: 'any of 3 nodes',
            why: '2 nodes: too little free CPU; 1 node: cordoned, usually for maintenance',
          },
        },
      ],
    },
    {
      name: 'nodes without the memory have no CPU to spare for the pod either, but the memory decides',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 Insufficient cpu, 3 Insufficient memory. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [],
    },
  ],
});
