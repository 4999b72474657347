import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { exhaustedAddresses } from '../support/sandbox-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** Addresses of pods that have ended come back, and most address managers fetch more. */
const PATIENCE_MS = 120_000;
const PATIENCE_COUNT = 3;

const CREATING = [waitingPod('ContainerCreating')];

/** AWS VPC CNI through kubelet and containerd. */
const NO_ADDRESS =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container';

export default defineClassifier({
  code: 'IPExhausted',
  title: 'There are no IP addresses left for pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Every pod needs an IP address of its own, and the network has none left for those of {workload}. No container starts before. The node says: "{raw}".',
  fix: [
    'Tell the platform team: the address range of the pods, or of the node, is used up.',
    'Remove pods that are not needed: their addresses become free.',
    'Delete the pod if those on other nodes start: the next one may get another node.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pods --output=wide'],
  reference:
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
  outranks: ['SandboxFailed'],
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedCreatePodSandBox'],
      read: exhaustedAddresses,
      patienceMs: PATIENCE_MS,
      patienceCount: PATIENCE_COUNT,
    });
  },
  examples: [
    {
      name: 'the network plugin has no address to give',
      given: {
        pods: CREATING,
        events: [podEvent('FailedCreatePodSandBox', NO_ADDRESS, { count: 4 })],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: {},
        },
      ],
    },
    {
      name: 'a network plugin that fails for another reason is SandboxFailed, not this',
      given: {
        pods: CREATING,
        events: [
          podEvent(
            'FailedCreatePodSandBox',
            'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": connection refused',
            { count: 4 },
          ),
        ],
      },
      found: [],
    },
  ],
});
