import type { ConditionFact, NodeFact, ServicePod } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { RESOURCE_WORDS } from '../support/eviction-messages.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { node, pressed } from '../support/example-surroundings.ts';
import { pod as examplePod } from '../support/examples.ts';
import { livePods } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { podSubject } from '../support/subject.ts';
import { joinWords } from '../support/text.ts';
import type { Finding } from '../types.ts';

function pressureFinding(
  servicePod: ServicePod,
  { name, createdMs }: NodeFact,
  pressures: readonly ConditionFact[],
): Finding {
  const about = { kind: 'Node', name };
  const [first] = pressures;
  return standing({
    subject: { ...podSubject(servicePod), node: name },
    // The name of the condition, as `kubectl describe node` shows it.
    reason: first?.type ?? '',
    details: {
      node: name,
      resource: joinWords(pressures.map(({ type }) => RESOURCE_WORDS.get(type) ?? type)),
    },
    evidence: pressures.map(({ type, reason, sinceMs = createdMs }) => {
      const field = `status.conditions[${type}].reason`;
      return fieldEvidence({ ...about, field, value: reason || 'True', timeMs: sinceMs });
    }),
    sinceMs: Math.min(...pressures.map(({ sinceMs }) => sinceMs ?? createdMs)),
  });
}

export default defineClassifier({
  code: 'NodePressure',
  title: 'Node {node}, which runs pods of the service, is low on {resource}',
  severity: 'warning',
  reads: ['nodes', 'pods'],
  explanation:
    'Node {node} says that it has too little {resource} left. It takes in few new pods or none, and ends some of those it has if it gets no better: first those that use more than they asked for. Pods of the service may be among them.',
  fix: [
    'Set the requests of the containers near what they really use: pods that keep to them are ended last.',
    'Tell the platform team about node {node} if it stays so: it needs room, or fewer pods.',
    'Run more than one pod, on different nodes, if losing one takes too much of the service away.',
  ],
  commands: [
    '{kubectl} describe node {node}',
    '{kubectl} get pods --output=wide --field-selector=spec.nodeName={node}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-conditions',
  sharedCause: { kind: 'Node', detail: 'node' },
  classify({ nodes, once }) {
    // No dwell: the kubelet takes the condition back after five quiet minutes at the earliest.
    const byName = new Map(nodes.map((it) => [it.name, it]));
    return once(livePods).flatMap((servicePod) => {
      const it = byName.get(servicePod.pod.nodeName);
      return it?.pressures === undefined ? [] : [pressureFinding(servicePod, it, it.pressures)];
    });
  },
  examples: [
    {
      name: 'a node that is short of memory may evict its pods',
      given: { nodes: [node({ pressures: [pressed('MemoryPressure')] })], pods: [examplePod()] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'MemoryPressure',
          details: { node: 'node-1', resource: 'memory' },
        },
      ],
    },
    {
      name: 'a node where no pod of the service runs is no concern of it',
      given: {
        nodes: [node({ name: 'node-2', pressures: [pressed('DiskPressure')] })],
        pods: [examplePod()],
      },
      found: [],
    },
  ],
});
