import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'RWOPInUse',
  title: 'The volume of the pods of {workload} may be used by one pod only, and one has it',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. Its access mode is ReadWriteOncePod, so a second pod has to wait until the first is gone. A rolling update never gets that far, since it makes the new pod first.',
  fix: [
    'Set the update strategy of {workload} to Recreate and its replicas to 1.',
    'Use access mode ReadWriteOnce or ReadWriteMany if several pods need the volume.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} get pods --output=wide'],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  classify(snapshot) {
    return unplacedFor('RWOPInUse', snapshot);
  },
  examples: [
    {
      name: 'the old pod of a rolling update keeps the volume',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
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
      name: 'a volume out of reach is not in use',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 node(s) had volume node affinity conflict. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
