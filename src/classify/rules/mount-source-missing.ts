import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { pod } from '../support/examples.ts';
import { APPLY_DWELL_MS } from '../support/missing-objects.ts';
import { missingSource } from '../support/mount-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** A volume that cannot mount leaves no trace in the status: only the event knows. */
const MISSING = podEvent(
  'FailedMount',
  'MountVolume.SetUp failed for volume "settings" : configmap "shop-settings" not found',
);

export default defineClassifier({
  code: 'MountSourceMissing',
  title: '{holder} "{name}", which is mounted, does not exist',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Pods of {workload} get files from {holder} "{name}", and there is no such {holder} in namespace {namespace}. No container of theirs starts until it exists.',
  fix: [
    'Create {holder} "{name}" in namespace {namespace}: the pods then start by themselves, within two minutes.',
    'Correct the name in the volumes of {workload} if it is spelled differently there.',
    'Mark the volume as optional: true if the application works without these files.',
  ],
  commands: ['{kubectl} get {plural}', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedMount'],
      read: missingSource,
      patienceMs: APPLY_DWELL_MS,
    });
  },
  examples: [
    {
      name: 'a volume from a ConfigMap that is not there keeps the whole pod from starting',
      given: { pods: [waitingPod('ContainerCreating')], events: [MISSING] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { holder: 'ConfigMap', name: 'shop-settings' },
        },
      ],
    },
    {
      name: 'once the container runs, the event is history',
      given: { pods: [pod()], events: [MISSING] },
      found: [],
    },
  ],
});
