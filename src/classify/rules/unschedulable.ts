import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { MIXED } from '../support/scheduler-reasons.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: MIXED,
  title: 'No node has a place for the pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. No single reason explains it.',
  fix: [
    'Begin with the reason that needs the least change: one node that fits is enough.',
    'Ask the platform team about nodes that are cordoned, not ready or reserved: the service cannot change them.',
    '{wait}.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  classify(snapshot) {
    return unplacedFor(MIXED, snapshot);
  },
  examples: [
    {
      name: 'as many nodes are full as are reserved by what the pod asks for',
      given: {
        pods: [
          unscheduledPod(
            "0/4 nodes are available: 2 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
            301,
          ),
        ],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: {
            nodes: 'any of 4 nodes',
            why: '2 nodes: reserved for others by a taint; 2 nodes: without the labels that the pod asks for',
          },
        },
      ],
    },
    {
      name: 'in the first 15 s the room may become free',
      given: { pods: [unscheduledPod('0/1 nodes are available: 1 something new.', 14)] },
      found: [],
    },
  ],
});
