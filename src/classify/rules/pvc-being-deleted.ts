import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'PVCBeingDeleted',
  title: 'A volume claim that the pods of {workload} need is being deleted',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload}: {why}. It stays until the last pod that uses it is gone. A new pod cannot have it any more.',
  fix: [
    'Find out who deletes PersistentVolumeClaim "{caught}" and whether its data is still needed.',
    'Make the claim anew once it is gone if the pods are to go on; its data may be lost then.',
  ],
  commands: ['{kubectl} describe persistentvolumeclaim {caught}', '{kubectl} describe pod {pod}'],
  reference:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
  classify(snapshot) {
    return unplacedFor('PVCBeingDeleted', snapshot);
  },
  examples: [
    {
      name: 'somebody deleted the claim while a pod used it',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: persistentvolumeclaim "data" is being deleted. not found',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'its volume claim "data" is being deleted', caught: 'data' },
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
