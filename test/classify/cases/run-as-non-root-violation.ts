import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const PLACE = ' (pod: "web-7c9d-x2x1q_shop(0b1c)", container: app)';

function failing(message: string) {
  return { pods: [waitingPod('CreateContainerConfigError', message)] };
}

export default [
  {
    name: 'an image that names its user "nginx" leaves open who that is',
    given: failing(
      'container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root' +
        PLACE,
    ),
    found: [{ confidence: 'confirmed', reason: 'CreateContainerConfigError' }],
  },
  {
    name: 'runAsUser 0 and runAsNonRoot contradict each other',
    given: failing("container's runAsUser breaks non-root policy" + PLACE),
    found: [
      {
        confidence: 'confirmed',
        reason: 'CreateContainerConfigError',
        details: { user: 'its runAsUser is 0, which is root' },
      },
    ],
  },
  {
    name: 'a missing key has the same reason and is ConfigKeyMissing',
    given: failing("couldn't find key currency in ConfigMap shop/shop-settings"),
    found: [],
  },
  {
    name: 'a ConfigMap that is called like the fault is only missing',
    given: failing('configmap "run-as-non-root" not found'),
    found: [],
  },
  {
    name: 'the same words about a container that is made are an error of the runtime',
    given: {
      pods: [
        waitingPod('CreateContainerError', 'container has runAsNonRoot and image will run as root'),
      ],
    },
    found: [],
  },
] satisfies Cases;
