import { defineClassifier } from '../define.ts';
import { podEvent, podWith, waitingPod } from '../support/example-pods.ts';
import { ago, waitingContainer } from '../support/examples.ts';
import { mountFailure } from '../support/mount-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** Storage drivers register on a new node within a minute or two, and servers come back; the kubelet tries again. */
const PATIENCE_MS = 120_000;

/** kubelet 1.34. */
const NO_DRIVER = podEvent(
  'FailedMount',
  'MountVolume.SetUp failed for volume "data" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name files.example.com not found in the list of registered CSI drivers',
);

export default defineClassifier({
  code: 'MountFailed',
  title: 'Volume "{volume}" cannot be mounted: {cause}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The node cannot mount volume "{volume}" of {workload}: {cause}. Nothing of the pod starts before. The node says: "{raw}".',
  fix: [
    '{advice}.',
    'Correct the volume in the pod template of {workload} if it names the wrong storage.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get csidrivers'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedMount', 'FailedMapVolume'],
      read: mountFailure,
      patienceMs: PATIENCE_MS,
    });
  },
  examples: [
    {
      name: 'the driver of the volume does not run on the node',
      given: { pods: [waitingPod('ContainerCreating')], events: [NO_DRIVER] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: {
            volume: 'data',
            cause: 'storage driver files.example.com is not registered on the node',
          },
        },
      ],
    },
    {
      name: 'in the first two minutes it may come up yet',
      given: {
        pods: [
          podWith(waitingContainer('ContainerCreating'), { createdMs: ago(119), conditions: [] }),
        ],
        events: [NO_DRIVER],
      },
      found: [],
    },
  ],
});
