import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's waiting reason, which a missing ConfigMap or Secret has too: only the message tells them apart. */
const CONFIG_ERROR = 'CreateContainerConfigError';

const IMAGE = 'container has runAsNonRoot and image';
/** The kubelet, pkg/kubelet/kuberuntime/security_context.go, 1.20 to 1.34, and what follows in our sentence. */
const USERS: readonly (readonly [string, string])[] = [
  [`${IMAGE} will run as root`, 'its image runs as root'],
  [`${IMAGE} has non-numeric user`, 'its image names its user by a word, which may stand for root'],
  ["container's runAsUser breaks non-root policy", 'its runAsUser is 0, which is root'],
];

export default defineClassifier({
  code: 'RunAsNonRootViolation',
  title: '{Who} must not run as root, but would or might',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} has runAsNonRoot: true, and {user}. So Kubernetes does not start it, and trying again does not help.',
  fix: [
    'Set runAsUser to a number above 0 in the securityContext of container "{container}".',
    'Build the image with a numeric user, such as USER 10001, and files that this user may read and write.',
    'Leave runAsNonRoot as it is: the rules of the cluster may ask for it, and it keeps a break-in from being root.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }) => {
      if (reason !== CONFIG_ERROR) return undefined;
      const [, user] = USERS.find(([fragment]) => message.includes(fragment)) ?? [];
      return user === undefined ? undefined : { user };
    });
  },
  examples: [
    {
      name: 'an image that runs as root may not',
      given: {
        pods: [
          waitingPod(
            CONFIG_ERROR,
            'container has runAsNonRoot and image will run as root (pod: "web-7c9d-x2x1q_shop(0b1c)", container: app)',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: { user: 'its image runs as root' },
        },
      ],
    },
    {
      name: 'a missing ConfigMap has the same reason and is ConfigMapMissing',
      given: { pods: [waitingPod(CONFIG_ERROR, 'configmap "shop-settings" not found')] },
      found: [],
    },
  ],
});
