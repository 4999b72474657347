import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { mountTimeout } from '../support/mount-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** kubelet 1.34. */
const TIMEOUT =
  'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: context deadline exceeded';

export default defineClassifier({
  code: 'MountTimeout',
  title: 'Volumes of {workload} are not mounted, and nothing says why',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The node waits for these volumes of {workload}: {volumes}. They were neither attached nor mounted within two minutes. Nothing of the pod starts before.',
  fix: [
    'Look at the claims and disks behind these volumes: whether they exist, are free and are in the same zone as the node.',
    'Tell the platform team which node it is: its storage driver may be stuck.',
    'Delete the pod if other pods with such volumes start: the next one may get another node.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} get persistentvolumeclaims',
    '{kubectl} get volumeattachments',
  ],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  yieldsTo: ['MountSourceMissing', 'MountKeyMissing', 'MountFailed', 'AttachFailed', 'MultiAttach'],
  classify(snapshot) {
    // The event itself comes after two minutes.
    return startFailures(snapshot, { reasons: ['FailedMount'], read: mountTimeout, patienceMs: 0 });
  },
  examples: [
    {
      name: 'the node gives up waiting for a volume',
      given: {
        pods: [waitingPod('ContainerCreating')],
        events: [podEvent('FailedMount', TIMEOUT)],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { volumes: 'data' },
        },
      ],
    },
    {
      name: 'an application that says so while it runs is none of this',
      given: { pods: [waitingPod('CrashLoopBackOff')], events: [podEvent('FailedMount', TIMEOUT)] },
      found: [],
    },
  ],
});
