import { defineClassifier } from '../define.ts';
import { podEvent, podWith, waitingPod } from '../support/example-pods.ts';
import { ago, waitingContainer } from '../support/examples.ts';
import { multiAttach } from '../support/mount-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** A disk needs up to a minute to leave the node of a pod that has ended. */
const PATIENCE_MS = 120_000;

/** attachdetach-controller 1.34. */
const IN_USE = podEvent(
  'FailedAttachVolume',
  'Multi-Attach error for volume "pvc-1f2e" Volume is already used by pod(s) web-5d4f-abcde',
  { component: 'attachdetach-controller' },
);

export default defineClassifier({
  code: 'MultiAttach',
  title: 'The volume of {workload} is held by another node',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Volume {volume} of {workload} can be on one node at a time, and {holder}. The pod on the new node waits until it is free.',
  fix: [
    'Set the update strategy of a Deployment with such a volume to Recreate: then the old pod goes before the new one comes.',
    'Run one pod only, or give each its own volume with a StatefulSet, or use storage that many nodes can mount (ReadWriteMany).',
    'Ask the platform team about the old node if it is lost: the volume is let go six minutes after the pod there was deleted.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} get pods --output=wide',
    '{kubectl} get volumeattachments',
  ],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  outranks: ['AttachFailed', 'MountFailed'],
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedAttachVolume'],
      read: multiAttach,
      patienceMs: PATIENCE_MS,
    });
  },
  examples: [
    {
      name: 'the pod of the former version still has the volume on another node',
      given: { pods: [waitingPod('ContainerCreating')], events: [IN_USE] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: {
            volume: 'pvc-1f2e',
            holder: 'it is still in use on another node, by web-5d4f-abcde',
          },
        },
      ],
    },
    {
      name: 'a disk may take two minutes to change nodes',
      given: {
        pods: [
          podWith(waitingContainer('ContainerCreating'), { createdMs: ago(119), conditions: [] }),
        ],
        events: [IN_USE],
      },
      found: [],
    },
  ],
});
