import { podEvent, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, pod, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A volume that cannot mount leaves no trace in the status: only the event knows. */
function mountFailure(sort: string) {
  return podEvent(
    'FailedMount',
    `MountVolume.SetUp failed for volume "settings" : references non-existent ${sort} key: app.yaml`,
  );
}

function failing(message: string) {
  return { pods: [waitingPod('CreateContainerConfigError', message)] };
}

const CREATING = [waitingPod('ContainerCreating')];

export default [
  {
    name: 'a variable from a key that its Secret does not have',
    given: failing("couldn't find key db.password in Secret shop/shop-database"),
    found: [
      {
        confidence: 'confirmed',
        reason: 'CreateContainerConfigError',
        details: { key: 'db.password', holder: 'Secret "shop-database"' },
      },
    ],
  },
  {
    name: 'a file from a key that is not there keeps the whole pod from starting',
    given: { pods: CREATING, events: [mountFailure('config')] },
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
    name: 'the same with the volume of a Secret',
    given: { pods: CREATING, events: [mountFailure('secret')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: { holder: 'the Secret of volume "settings"', holderPath: 'secrets' },
      },
    ],
  },
  {
    name: 'once the container runs, the event is history',
    given: { pods: [pod()], events: [mountFailure('config')] },
    found: [],
  },
  {
    name: 'in the first 20 s the key may be about to arrive',
    given: {
      pods: [
        podWith(
          waitingContainer(
            'CreateContainerConfigError',
            "couldn't find key a in ConfigMap shop/settings",
          ),
          { createdMs: ago(19), conditions: [] },
        ),
      ],
    },
    found: [],
  },
] satisfies Cases;
