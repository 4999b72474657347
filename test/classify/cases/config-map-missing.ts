import { podEvent, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, event, pod, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A volume that cannot mount leaves no trace in the status: only the event knows. */
const MOUNT_EVENT = podEvent(
  'FailedMount',
  'MountVolume.SetUp failed for volume "settings" : configmap "shop-settings" not found',
);

export default [
  {
    name: 'a volume from a ConfigMap that is not there keeps the whole pod from starting',
    given: { pods: [waitingPod('ContainerCreating')], events: [MOUNT_EVENT] },
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
        podWith(
          waitingContainer('CreateContainerConfigError', 'configmap "shop-settings" not found'),
          { createdMs: ago(19), conditions: [] },
        ),
      ],
    },
    found: [],
  },
  {
    name: 'a missing key in a ConfigMap that exists is another fault',
    given: {
      pods: [waitingPod('ContainerCreating')],
      events: [
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "settings" : references non-existent config key: app.yaml',
        ),
      ],
    },
    found: [],
  },
] satisfies Cases;
