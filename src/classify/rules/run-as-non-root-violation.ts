import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's waiting reason, which a missing ConfigMap or Secret has too: only the message tells them apart. */
const CONFIG_ERROR = 'CreateContainerConfigError';

const AS_ROOT = 'container has runAsNonRoot and image will run as root';

/** The kubelet, pkg/kubelet/kuberuntime/security_context.go, 1.20 to 1.34, and what follows in our sentence. */
const USERS: readonly { readonly fragment: string; readonly user: string }[] = [
  { fragment: AS_ROOT, user: 'its image runs as root' },
  {
    fragment: 'container has runAsNonRoot and image has non-numeric user',
    user: 'its image names its user by a word, which may stand for root',
  },
  {
    fragment: "container's runAsUser breaks non-root policy",
    user: 'its runAsUser is 0, which is root',
  },
];

const PLACE = ' (pod: "web-7c9d-x2x1q_shop(0b1c)", container: app)';

function failing(message: string) {
  return { pods: [waitingPod(CONFIG_ERROR, message)] };
}

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
  classify({ pods }) {
    return waitingFindings(pods, ({ reason, message }) => {
      if (reason !== CONFIG_ERROR) return undefined;
      const found = USERS.find(({ fragment }) => message.includes(fragment));
      return found && { user: found.user };
    });
  },
  examples: [
    {
      name: 'an image that runs as root may not',
      given: failing(AS_ROOT + PLACE),
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
      given: failing('configmap "shop-settings" not found'),
      found: [],
    },
  ],
});
