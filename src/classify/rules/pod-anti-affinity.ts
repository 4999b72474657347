import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'PodAntiAffinity',
  title: 'No node is left where the pods of {workload} may run apart from others',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A required anti-affinity, of this pod or of one that runs already, forbids two such pods on one node. So there can be no more of them than nodes.',
  fix: [
    'Use preferred instead of required anti-affinity in the pod template of {workload}: the pods are then spread as well as can be.',
    'Run no more replicas than there are nodes, and count the extra pod of a rolling update too.',
    '{wait}.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} get pods --output=wide'],
  reference:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  classify(snapshot) {
    return unplacedFor('PodAntiAffinity', snapshot);
  },
  examples: [
    {
      name: 'more replicas than nodes',
      given: {
        pods: [
          unscheduledPod(
            "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: taken by a pod that this one must not share a node with' },
        },
      ],
    },
    {
      name: 'a pod that runs already does not want this one',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { nodes: 'the only node' },
        },
      ],
    },
    {
      name: 'affinity is the opposite',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't match pod affinity rules. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
