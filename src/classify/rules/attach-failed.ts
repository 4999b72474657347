import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { pod } from '../support/examples.ts';
import { attachFailure } from '../support/mount-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** Cloud providers refuse now and then for a while; the controller tries again. */
const PATIENCE_MS = 120_000;

/** attachdetach-controller 1.34. */
const NO_ATTACHER = podEvent(
  'FailedAttachVolume',
  'AttachVolume.Attach failed for volume "pvc-1f2e" : timed out waiting for external-attacher of disk.example.com CSI driver to attach volume vol-1',
  { component: 'attachdetach-controller' },
);

export default defineClassifier({
  code: 'AttachFailed',
  title: 'The volume of {workload} cannot be attached to its node: {cause}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Volume {volume} of {workload} does not get to the node of its pod: {cause}. Nothing of the pod starts before. Kubernetes says: "{raw}".',
  fix: [
    '{advice}.',
    'Check that the disk is in the same zone as the node, and that the node has room for one more.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get volumeattachments'],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  outranks: ['MountFailed'],
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedAttachVolume'],
      read: attachFailure,
      patienceMs: PATIENCE_MS,
    });
  },
  examples: [
    {
      name: 'the controller of the storage driver does not run',
      given: { pods: [waitingPod('ContainerCreating')], events: [NO_ATTACHER] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: {
            volume: 'pvc-1f2e',
            cause: 'storage driver disk.example.com does not answer',
          },
        },
      ],
    },
    {
      name: 'once a container runs, the volume is there',
      given: { pods: [pod()], events: [NO_ATTACHER] },
      found: [],
    },
  ],
});
