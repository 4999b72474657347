import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'InsufficientStorage',
  title: 'No node has enough free disk space for the pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. Ephemeral storage is the disk of the node that containers write logs, temporary files and emptyDir volumes to. What counts is what pods have requested of it.',
  fix: [
    'Lower the ephemeral-storage request of the containers to what they write.',
    'Move data that has to be kept or is large to a volume of its own.',
    '{wait}.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe nodes'],
  reference:
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage',
  classify(snapshot) {
    return unplacedFor('InsufficientStorage', snapshot);
  },
  examples: [
    {
      name: 'the request for disk space fits nowhere',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 Insufficient ephemeral-storage. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { nodes: 'the only node', why: 'that node: too little free ephemeral storage' },
        },
      ],
    },
    {
      name: 'a volume that no storage fits is another matter',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't find available persistent volumes to bind. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
