import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'PodAffinity',
  title: 'No node runs the pods that those of {workload} must run next to',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. The pod template has a required pod affinity: a pod may only be put where another one with certain labels runs.',
  fix: [
    'Check that the pods named in its pod affinity exist and run, and that the labels are those that they have.',
    'Use a preferred instead of a required affinity if the pods may run apart.',
  ],
  commands: [
    '{kubectl} get {workloadPath} --output=yaml',
    '{kubectl} get pods --show-labels --output=wide',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  classify(snapshot) {
    return unplacedFor('PodAffinity', snapshot);
  },
  examples: [
    {
      name: 'the neighbour does not run',
      given: {
        pods: [
          unscheduledPod(
            "0/3 nodes are available: 3 node(s) didn't match pod affinity rules. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '3 nodes: without the pod that this one must run next to' },
        },
      ],
    },
    {
      name: 'anti-affinity is the opposite',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
