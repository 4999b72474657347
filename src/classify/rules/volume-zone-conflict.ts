import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'VolumeZoneConflict',
  title: 'The volume of the pods of {workload} is where no node has a place for them',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A volume of a cloud or of a node can only be used from its own zone or node, and it does not move.',
  fix: [
    'Free room in the zone or on the node of the volume, or have a node added there.',
    'Make a new volume elsewhere and restore the data if that zone or node is gone.',
  ],
  commands: ['{kubectl} get persistentvolumes --output=wide', '{kubectl} get nodes --show-labels'],
  reference: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  classify(snapshot) {
    return unplacedFor('VolumeZoneConflict', snapshot);
  },
  examples: [
    {
      name: 'nodes exist only in another zone',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 3 node(s) had volume node affinity conflict. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '3 nodes: out of reach of the volume' },
        },
      ],
    },
    {
      name: 'the node of the volume is full, and that decides',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
