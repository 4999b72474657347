import { podEvent, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, event, pod, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const UNAUTHORIZED = waitingContainer(
  'ImagePullBackOff',
  'failed with status code [manifests 1.4.2]: 401 Unauthorized',
);

const MISSING = podEvent(
  'FailedToRetrieveImagePullSecret',
  'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
);

export default [
  {
    name: 'two secrets are missing, and the registry only hints at a private image',
    given: {
      pods: [waitingPod('ErrImagePull', 'pull access denied, may require authorization')],
      events: [
        event(
          'FailedToRetrieveImagePullSecret',
          'Unable to retrieve some image pull secrets (hub, mirror); …',
        ),
      ],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'ImagePullBackOff',
        details: { secrets: '"hub" and "mirror"' },
      },
    ],
  },
  {
    name: 'a public image needs no secret, so that a missing one harms nobody',
    given: { pods: [pod()], events: [{ ...MISSING, count: 9 }] },
    found: [],
  },
  {
    name: 'a missing tag is not found with a secret either',
    given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')], events: [MISSING] },
    found: [],
  },
  {
    name: 'a secret that was missing an hour ago may exist by now',
    given: {
      pods: [podWith(UNAUTHORIZED)],
      events: [{ ...MISSING, firstMs: ago(3600), lastMs: ago(3500) }],
    },
    found: [],
  },
  {
    name: 'both the missing secret and the refusal are proof',
    given: { pods: [podWith(UNAUTHORIZED)], events: [MISSING] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        evidence: [
          `event FailedToRetrieveImagePullSecret: ${MISSING.message}`,
          'status.containerStatuses[app].state.waiting.message: failed with status code [manifests 1.4.2]: 401 Unauthorized',
        ],
      },
    ],
  },
] satisfies Cases;
