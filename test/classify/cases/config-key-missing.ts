import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function failing(message: string) {
  return { pods: [waitingPod('CreateContainerConfigError', message)] };
}

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
