import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'InsufficientExtended',
  title: 'No node has {caught} to spare for the pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. Such resources are devices like GPUs, which a device plugin on the node offers. Either all of them are taken, or no node offers any.',
  fix: [
    'Check that a node offers {caught}: "kubectl describe nodes" lists it under Allocatable.',
    'Ask the platform team whether the device plugin runs if the nodes should offer it and do not.',
    'Free one by scaling down what uses it, or correct the name of the resource if it is mistyped.',
    '{wait}.',
  ],
  commands: ['{kubectl} describe nodes', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/',
  classify(snapshot) {
    return unplacedFor('InsufficientExtended', snapshot);
  },
  examples: [
    {
      name: 'all GPUs are taken, or there is none',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 3 Insufficient nvidia.com/gpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { caught: 'nvidia.com/gpu', why: '3 nodes: no free nvidia.com/gpu' },
        },
      ],
    },
    {
      name: 'CPU is no device',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            301,
          ),
        ],
      },
      found: [],
    },
  ],
});
