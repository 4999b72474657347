import { node, silent } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { NodeFact, PodFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const LOST = node({ ready: silent(121) });
const UNREADY = pod({ conditions: [condition('Ready', 'False')] });

/** A node whose kubelet is alive and says so. */
function ill(facts: Partial<NodeFact> = {}, seconds = 61): NodeFact {
  const reason = 'KubeletNotReady';
  const message = 'container runtime network not ready';
  const ready = condition('Ready', 'False', { reason, message, sinceMs: ago(seconds) });
  return node({ ready, ...facts });
}

function of(kind: string, facts: Partial<PodFact> = {}): ServicePod {
  const { pod: where } = UNREADY;
  return { pod: { ...where, ...facts }, workload: { kind, name: 'db' }, replicaSet: '' };
}

function silentAbout(name: string, nodes: readonly NodeFact[], pods = [UNREADY]) {
  return { name, given: { nodes, pods }, found: [] };
}

export default [
  {
    name: 'each pod on it is told of, whatever its workload',
    given: {
      nodes: [node({ name: 'node-2' }), LOST],
      pods: [UNREADY, of('StatefulSet', { name: 'db-0' }), pod({ name: 'b', nodeName: 'node-2' })],
    },
    found: [
      { pod: 'web-7c9d-x2x1q', workload: 'web', confidence: 'confirmed', reason: 'NotReady' },
      { pod: 'db-0', workload: 'db', confidence: 'confirmed', reason: 'NotReady' },
    ],
  },
  {
    name: 'a kubelet that says itself that its node is not ready is believed',
    given: { nodes: [ill()], pods: [UNREADY] },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'NotReady',
        details: {
          state: 'says itself that it is not ready to run pods',
          raw: 'container runtime network not ready',
        },
      },
    ],
  },
  {
    name: 'a pod that such a kubelet calls ready still works',
    given: { nodes: [ill()], pods: [pod({ conditions: [condition('Ready', 'True')] })] },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'NotReady' }],
  },
  {
    name: 'a pod that was ready when its kubelet fell silent is not believed',
    given: { nodes: [LOST], pods: [pod({ conditions: [condition('Ready', 'True')] })] },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'NotReady' }],
  },
  {
    name: 'what a DaemonSet does for a lost node is not missed',
    given: { nodes: [LOST], pods: [of('DaemonSet')] },
    found: [{ workload: 'db', confidence: 'confirmed', severity: 'warning', reason: 'NotReady' }],
  },
  {
    name: 'the pod of a StatefulSet that should go holds up its successor',
    given: { nodes: [LOST], pods: [of('StatefulSet', { deletionMs: ago(10) })] },
    found: [{ workload: 'db', confidence: 'confirmed', severity: 'error', reason: 'NotReady' }],
  },
  {
    name: 'a node that has said nothing but that it is not ready is known by that',
    given: {
      nodes: [node({ ready: condition('Ready', 'Unknown', { sinceMs: ago(600) }) })],
      pods: [UNREADY],
    },
    found: [{ confidence: 'confirmed', reason: 'NotReady', details: { raw: 'Unknown' } }],
  },
  {
    name: 'a new node that is not ready after ten minutes is one that does not get ready',
    given: { nodes: [ill({ createdMs: ago(600) }, 600)], pods: [UNREADY] },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'NotReady' }],
  },
  silentAbout('a new node gets ready in minutes', [ill({ createdMs: ago(599) }, 590)]),
  silentAbout('a ready node is no problem, whatever its pods are', [node()]),
  silentAbout('a cordoned node that is ready is no problem', [node({ isUnschedulable: true })]),
  silentAbout('a cordoned node is out of use on purpose', [{ ...LOST, isUnschedulable: true }]),
  silentAbout('a node that is being removed is out of use on purpose', [
    { ...LOST, deletionMs: ago(1) },
  ]),
  silentAbout('a node that has not said anything is not known', [
    { kind: 'Node', name: 'node-1', uid: 'u', createdMs: ago(600), isUnschedulable: false },
  ]),
  silentAbout('another node is lost', [node({ name: 'node-2', ready: silent(600) }), node()]),
  silentAbout(
    'all pods have moved to other nodes',
    [LOST],
    [
      pod({ nodeName: 'node-2' }),
      pod({ deletionMs: ago(10) }),
      pod({ conditions: [condition('DisruptionTarget', 'True')] }),
    ],
  ),
  silentAbout(
    'finished pods do not need their node',
    [LOST],
    [
      pod({ phase: 'Succeeded' }),
      of('StatefulSet', { phase: 'Failed', deletionMs: ago(10) }),
      pod({ phase: 'Failed', owner: { kind: 'Job', name: 'j', uid: 'j' } }),
    ],
  ),
  {
    name: 'a kubelet without a message is quoted by its reason',
    given: {
      nodes: [
        node({
          ready: condition('Ready', 'False', { reason: 'KubeletNotReady', sinceMs: ago(61) }),
        }),
      ],
      pods: [UNREADY],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'NotReady',
        details: { raw: 'KubeletNotReady' },
        sinceMs: ago(61),
        explainsPod: true,
      },
    ],
  },
  {
    name: 'a pod that works may have troubles of its own',
    given: { nodes: [ill()], pods: [pod({ conditions: [condition('Ready', 'True')] })] },
    found: [
      { confidence: 'confirmed', severity: 'warning', reason: 'NotReady', explainsPod: false },
    ],
  },
] satisfies Cases;
