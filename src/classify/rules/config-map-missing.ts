import { defineClassifier } from '../define.ts';
import { ago, event, pod, waitingContainer } from '../support/examples.ts';
import { missingObjects } from '../support/missing-objects.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

/** A volume that cannot mount leaves no trace in the status: only the event knows. */
const MOUNT_EVENT = event(
  'FailedMount',
  'MountVolume.SetUp failed for volume "settings" : configmap "shop-settings" not found',
  { involved: { container: '' } },
);

export default defineClassifier({
  code: 'ConfigMapMissing',
  title: 'ConfigMap "{name}" does not exist',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'A setting or file of {who} comes from ConfigMap "{name}", and there is no such ConfigMap in namespace {namespace}. Nothing starts until it exists.',
  fix: [
    'Create ConfigMap "{name}" in namespace {namespace}: the pod then starts by itself.',
    'Correct the name in {workload} if it is spelled differently there.',
    'Mark the reference as optional: true if the application works without it.',
  ],
  commands: ['{kubectl} get configmaps', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  classify(snapshot) {
    return missingObjects(snapshot, 'configmap');
  },
  examples: [
    {
      name: 'a variable from a ConfigMap that is not there keeps the container from starting',
      given: {
        pods: [
          pod({
            containers: [waitingContainer(CONFIG_ERROR, 'configmap "shop-settings" not found')],
          }),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: { name: 'shop-settings' },
        },
      ],
    },
    {
      name: 'a volume from it keeps the whole pod from starting',
      given: {
        pods: [pod({ containers: [waitingContainer('ContainerCreating')] })],
        events: [MOUNT_EVENT],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { name: 'shop-settings' },
        },
      ],
    },
    {
      name: 'once the container runs, the event is history',
      given: { pods: [pod()], events: [MOUNT_EVENT] },
      found: [],
    },
    {
      name: 'in the first 20 s it may be about to arrive',
      given: {
        pods: [
          pod({
            createdMs: ago(19),
            conditions: [],
            containers: [waitingContainer(CONFIG_ERROR, 'configmap "shop-settings" not found')],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a missing Secret is SecretMissing, not this',
      given: {
        pods: [
          pod({
            containers: [waitingContainer(CONFIG_ERROR, 'secret "shop-settings" not found')],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a missing key in a ConfigMap that exists is another fault',
      given: {
        pods: [pod({ containers: [waitingContainer('ContainerCreating')] })],
        events: [
          event(
            'FailedMount',
            'MountVolume.SetUp failed for volume "settings" : references non-existent config key: app.yaml',
          ),
        ],
      },
      found: [],
    },
  ],
});
