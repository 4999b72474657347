import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'TopologySpread',
  title: 'The pods of {workload} cannot be spread as their template demands',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A topology spread constraint with "DoNotSchedule" forbids to put more pods in one zone or node than in the others. Nodes that lack its label are never used.',
  fix: [
    'Check that the nodes have the label that topologyKey names: see the first command.',
    'Set whenUnsatisfiable to ScheduleAnyway or raise maxSkew if uneven is better than too few.',
    'Add room in the zone that has the fewest pods: the constraint allows no other one.',
  ],
  commands: ['{kubectl} get nodes --show-labels', '{kubectl} get {workloadPath} --output=yaml'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  classify(snapshot) {
    return unplacedFor('TopologySpread', snapshot);
  },
  examples: [
    {
      name: 'no node has the label of the constraint',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label). preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'that node: without the label that the pods are to be spread by' },
        },
      ],
    },
    {
      name: 'one zone is full and the other may not get more',
      given: {
        pods: [
          unscheduledPod(
            "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) didn't match pod topology spread constraints. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
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
            why: '3 nodes: ruled out by the rule that spreads the pods evenly; 1 node: too little free CPU',
          },
        },
      ],
    },
    {
      name: 'as many nodes are full as are ruled out: neither is the whole truth',
      given: {
        pods: [
          unscheduledPod(
            "0/4 nodes are available: 2 Insufficient cpu, 2 node(s) didn't match pod topology spread constraints. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
