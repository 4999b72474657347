import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
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
      pods: [
        waitingPod(
          'CreateContainerConfigError',
          "couldn't find key currency in ConfigMap shop/shop-settings",
        ),
      ],
    },
    found: [],
  },
] satisfies Cases;
