import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'PVCUnbound',
  title: 'A volume claim of the pods of {workload} has no volume',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload}: {why}. The claim asks for storage and has got none, so there is nothing to mount.',
  fix: [
    'Look at the volume claim of the pod: its events say why it has no volume.',
    'Check that its storageClassName exists, or that the cluster has a default StorageClass if it names none.',
  ],
  commands: ['{kubectl} describe persistentvolumeclaims', '{kubectl} get storageclasses'],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  // It only repeats what the claim itself tells better.
  isConsequence: true,
  classify(snapshot) {
    return unplacedFor('PVCUnbound', snapshot);
  },
  examples: [
    {
      name: 'nobody has made a volume for the claim',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'its volume claim has no volume yet' },
        },
      ],
    },
    {
      name: 'a claim that does not exist',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
