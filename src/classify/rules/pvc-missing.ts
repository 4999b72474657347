import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'PVCMissing',
  title: 'A volume claim that the pods of {workload} name does not exist',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload}: {why}. The pod waits until the claim is made.',
  fix: [
    'Create PersistentVolumeClaim "{caught}" in namespace {namespace}, or correct the name in the pod template of {workload}.',
    'Check that the release that brings the claim was installed in this namespace.',
  ],
  commands: ['{kubectl} get persistentvolumeclaims', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  classify(snapshot) {
    return unplacedFor('PVCMissing', snapshot);
  },
  examples: [
    {
      name: 'the claim that a pod names was never made',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'its volume claim "data" does not exist', caught: 'data' },
        },
      ],
    },
    {
      name: 'a claim that exists and has no volume',
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
