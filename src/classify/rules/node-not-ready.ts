import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { node, silent } from '../support/example-surroundings.ts';
import { condition as exampleCondition, pod as examplePod } from '../support/examples.ts';
import { type LostNode, type StrandedPod, strandedPods } from '../support/lost-nodes.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { standing } from '../support/standing.ts';
import { podSubject } from '../support/subject.ts';
import type { Evidence, Finding } from '../types.ts';

/** The node controller's Unknown for a kubelet that is silent, and the kubelet's own False. */
const STATES = {
  Unknown: 'does not answer any more, so nobody can tell how its pods are',
  False: 'says itself that it is not ready to run pods',
  True: 'is ready',
} as const;

function nodeEvidence({ node: { name }, ready }: LostNode): readonly Evidence[] {
  const { status, reason, message, sinceMs } = ready;
  const time = sinceMs === undefined ? {} : { timeMs: sinceMs };
  return Object.entries({ status, reason, message })
    .filter(([, value]) => value !== '')
    .map(([part, value]) => {
      const field = `status.conditions[Ready].${part}`;
      return fieldEvidence({ kind: 'Node', name, field, value, ...time });
    });
}

function nodeFinding({ servicePod, lost, works }: StrandedPod): Finding {
  const { node: it, ready } = lost;
  // What a DaemonSet does for a node is not missed where the node itself is missing.
  const isError = !works && servicePod.workload.kind !== 'DaemonSet';
  return standing({
    subject: { ...podSubject(servicePod), node: it.name },
    severity: isError ? 'error' : 'warning',
    // The STATUS of `kubectl get nodes`.
    reason: 'NotReady',
    details: {
      node: it.name,
      state: STATES[ready.status],
      raw: quoted(ready.message || ready.reason || ready.status),
    },
    evidence: nodeEvidence(lost),
    sinceMs: ready.sinceMs ?? it.createdMs,
    explainsPod: !works,
  });
}

const UNREADY = examplePod({ conditions: [exampleCondition('Ready', 'False')] });

export default defineClassifier({
  code: 'NodeNotReady',
  title: 'Node {node}, which runs pods of the service, is not ready',
  severity: 'error',
  reads: ['nodes', 'pods'],
  explanation:
    'Node {node} {state}. Kubernetes says: "{raw}". Pods on it that are not ready get no traffic. By default those of Deployments are made anew on other nodes after five minutes; those of StatefulSets only once the node is back or removed.',
  fix: [
    'Tell the platform team about node {node}: nothing in the service can mend it.',
    'Have the Node object deleted if its machine is off for good: then the pods of StatefulSets are made anew too.',
    'Run more pods, on different nodes, if losing one node takes too much of the service away.',
  ],
  commands: [
    '{kubectl} describe node {node}',
    '{kubectl} get pods --output=wide --field-selector=spec.nodeName={node}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
  sharedCause: { kind: 'Node', detail: 'node' },
  classify(snapshot) {
    return strandedPods(snapshot).map(nodeFinding);
  },
  examples: [
    {
      name: 'a node whose kubelet is silent takes its pods with it',
      given: { nodes: [node({ ready: silent(121) })], pods: [UNREADY] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'NotReady',
          details: { node: 'node-1', raw: 'Kubelet stopped posting node status.' },
        },
      ],
    },
    {
      name: 'a node that is silent for less than two minutes may come back',
      given: { nodes: [node({ ready: silent(119) })], pods: [UNREADY] },
      found: [],
    },
  ],
});
