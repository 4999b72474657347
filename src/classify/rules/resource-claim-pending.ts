import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'ResourceClaimPending',
  title: 'A device that the pods of {workload} claim is not to be had',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload}. A resource claim asks a driver for a device such as a GPU. What the scheduler says of it: {why}.',
  fix: [
    'Look at the resource claim of the pod: it names a device class and what the device must be like.',
    'Check that the device class exists and that its driver runs on a node with a free device.',
  ],
  commands: ['{kubectl} describe resourceclaims', '{kubectl} get deviceclasses,resourceslices'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
  classify(snapshot) {
    return unplacedFor('ResourceClaimPending', snapshot);
  },
  examples: [
    {
      name: 'no free device fits the claim',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 cannot allocate all claims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: no free device for the resource claim' },
        },
      ],
    },
    {
      name: 'a volume claim is no resource claim',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
