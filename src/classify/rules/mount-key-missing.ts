import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { missingVolumeKey } from '../support/missing-keys.ts';
import { APPLY_DWELL_MS } from '../support/missing-objects.ts';
import { startFailures } from '../support/start-failures.ts';

const CREATING = [waitingPod('ContainerCreating')];

export default defineClassifier({
  code: 'MountKeyMissing',
  title: 'Key "{key}", which is mounted, is missing in {holder}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'A file of {workload} is key "{key}" of {holder} in namespace {namespace}. The object exists, but has no such key. No container starts until it has.',
  fix: [
    'Add key "{key}" to {holder}: the pods then start by themselves, within two minutes.',
    'Correct the key under items in the volumes of {workload} if it is spelled differently there; upper and lower case count.',
    'Mark the volume as optional: true if the application works without the file.',
  ],
  commands: ['{kubectl} describe {holderPath}', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedMount'],
      read: missingVolumeKey,
      patienceMs: APPLY_DWELL_MS,
    });
  },
  examples: [
    {
      name: 'a file from a key that its ConfigMap does not have',
      given: {
        pods: CREATING,
        events: [
          podEvent(
            'FailedMount',
            'MountVolume.SetUp failed for volume "settings" : configmap references non-existent config key: app.yaml',
          ),
        ],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { key: 'app.yaml', holder: 'the ConfigMap of volume "settings"' },
        },
      ],
    },
    {
      name: 'a ConfigMap that does not exist at all is MountSourceMissing, not this',
      given: {
        pods: CREATING,
        events: [
          podEvent(
            'FailedMount',
            'MountVolume.SetUp failed for volume "settings" : configmap "shop-settings" not found',
          ),
        ],
      },
      found: [],
    },
  ],
});
