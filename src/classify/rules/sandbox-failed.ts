import { defineClassifier } from '../define.ts';
import { podEvent, podWith, waitingPod } from '../support/example-pods.ts';
import { ago, waitingContainer } from '../support/examples.ts';
import { sandboxFailure } from '../support/sandbox-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** The network of a new node comes up meanwhile. */
const PATIENCE_MS = 120_000;
/** The kubelet tries every dozen seconds. */
const PATIENCE_COUNT = 3;

/** kubelet 1.34 with containerd 1.6 and Calico. */
const NO_NETWORK =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory';

export default defineClassifier({
  code: 'SandboxFailed',
  title: 'The node cannot prepare pods of {workload}: {cause}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Before any container starts, the node gives the pod its network and its sandbox. That fails: {cause}. {blame}. The node says: "{raw}".',
  fix: [
    '{advice}.',
    'Delete the pod if those on other nodes start: the next one may get another node.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pods --output=wide'],
  reference:
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
  sharedCause: { kind: 'Node', detail: 'node' },
  yieldsTo: ['LimitTooLowToStart', 'RuntimeClassMissing'],
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['FailedCreatePodSandBox'],
      read: sandboxFailure,
      patienceMs: PATIENCE_MS,
      patienceCount: PATIENCE_COUNT,
    });
  },
  examples: [
    {
      name: 'the network plugin of the node fails again and again',
      given: {
        pods: [waitingPod('ContainerCreating')],
        events: [podEvent('FailedCreatePodSandBox', NO_NETWORK, { count: 3 })],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { cause: 'the network plugin of the node fails' },
        },
      ],
    },
    {
      name: 'one or two failures are part of many starts',
      given: {
        pods: [
          podWith(waitingContainer('ContainerCreating'), { createdMs: ago(60), conditions: [] }),
        ],
        events: [podEvent('FailedCreatePodSandBox', NO_NETWORK, { count: 2 })],
      },
      found: [],
    },
  ],
});
