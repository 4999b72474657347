import { podEvent, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, crashed, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function failing(cause: string) {
  return podEvent('FailedMount', `MountVolume.SetUp failed for volume "settings" : ${cause}`);
}

const NO_SECRET = failing('secret "shop-tls" not found');
const CREATING = [waitingPod('ContainerCreating')];
const INIT = waitingContainer('PodInitializing', '', { name: 'migrate', kind: 'init' });

export default [
  {
    name: 'a volume from a Secret that is not there',
    given: { pods: CREATING, events: [NO_SECRET] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: { holder: 'Secret', name: 'shop-tls', plural: 'secrets' },
      },
    ],
  },
  {
    name: 'the first of several sources of one volume',
    given: {
      pods: CREATING,
      events: [failing('[configmap "a" not found, secret "b" not found]')],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating', details: { name: 'a' } }],
  },
  {
    name: 'before init containers kubectl shows another status',
    given: {
      pods: [podWith(INIT, { containers: [waitingContainer('PodInitializing')] })],
      events: [NO_SECRET],
    },
    found: [{ confidence: 'confirmed', reason: 'Init:0/1' }],
  },
  {
    name: 'a pod whose node was started anew mounts its volumes anew',
    given: {
      pods: [
        podWith(
          waitingContainer('ContainerCreating', '', {
            terminations: [crashed({ finishedMs: ago(60) })],
          }),
        ),
      ],
      events: [NO_SECRET],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
  {
    name: 'what failed before the last run is history',
    given: {
      pods: [
        podWith(
          waitingContainer('ContainerCreating', '', {
            terminations: [crashed({ finishedMs: ago(5) })],
          }),
        ),
      ],
      events: [NO_SECRET],
    },
    found: [],
  },
  {
    name: 'in the first 20 s it may be about to arrive',
    given: {
      pods: [
        podWith(waitingContainer('ContainerCreating'), { createdMs: ago(19), conditions: [] }),
      ],
      events: [NO_SECRET],
    },
    found: [],
  },
  {
    name: 'a missing key is another fault',
    given: { pods: CREATING, events: [failing('references non-existent secret key: tls.key')] },
    found: [],
  },
  {
    name: 'a variable is ConfigMapMissing, not this',
    given: {
      pods: [waitingPod('CreateContainerConfigError', 'configmap "shop-settings" not found')],
    },
    found: [],
  },
  {
    name: 'an event that is not repeated any more is over',
    given: {
      pods: CREATING,
      events: [{ ...NO_SECRET, firstMs: ago(3000), lastMs: ago(901) }],
    },
    found: [],
  },
] satisfies Cases;
