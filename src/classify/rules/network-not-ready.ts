import { defineClassifier } from '../define.ts';
import { podEvent, podWith, waitingPod } from '../support/example-pods.ts';
import { ago, waitingContainer } from '../support/examples.ts';
import { networkNotReady } from '../support/sandbox-messages.ts';
import { startFailures } from '../support/start-failures.ts';

/** The network plugin of a new node is a pod itself, whose image has to be pulled. */
const PATIENCE_MS = 120_000;

/** kubelet 1.34. */
const NOT_READY = podEvent(
  'NetworkNotReady',
  'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
  { count: 5 },
);

export default defineClassifier({
  code: 'NetworkNotReady',
  title: 'The network of the node is not ready for pods of {workload}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The node has no working network for pods, so it does not start those of {workload}. {workload} itself is not the reason. The node says: "{raw}".',
  fix: [
    'Tell the platform team which node it is: its network plugin is missing or does not start.',
    'Delete the pod if those on other nodes start: the next one may get another node.',
  ],
  commands: ['{kubectl} get pods --output=wide', '{kubectl} describe pod {pod}'],
  reference:
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
  sharedCause: { kind: 'Node', detail: 'node' },
  outranks: ['SandboxFailed'],
  classify(snapshot) {
    return startFailures(snapshot, {
      reasons: ['NetworkNotReady'],
      read: networkNotReady,
      patienceMs: PATIENCE_MS,
    });
  },
  examples: [
    {
      name: 'the network plugin of the node does not run',
      given: { pods: [waitingPod('ContainerCreating')], events: [NOT_READY] },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'ContainerCreating' }],
    },
    {
      name: 'a new node gets its network in the first two minutes',
      given: {
        pods: [
          podWith(waitingContainer('ContainerCreating'), { createdMs: ago(119), conditions: [] }),
        ],
        events: [NOT_READY],
      },
      found: [],
    },
  ],
});
