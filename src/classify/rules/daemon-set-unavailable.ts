import type {
  DaemonSetFact,
  EpochMs,
  PodFact,
  ServicePod,
  ServiceSnapshot,
} from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { isOnLostNode, podsOf } from '../support/controllers.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { daemonSet } from '../support/example-workloads.ts';
import { ago, condition as exampleCondition, pod } from '../support/examples.ts';
import { condition, livePods } from '../support/pods.ts';
import { workloadDetails } from '../support/subject.ts';
import { joinWords, plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';
import type { Finding } from '../types.ts';

/** Nodes start anew and pods move on by themselves: what is back after a quarter of an hour was no problem. */
const GRACE_MS = 15 * 60_000;
/** More names than these do not help. */
const MAX_NODES = 3;

/** A pod with the instant since which its node goes without. */
interface Late {
  readonly where: PodFact;
  readonly sinceMs: EpochMs;
}

function lateOf({ pod: where }: ServicePod, { clock }: Pick<ServiceSnapshot, 'clock'>) {
  const ready = condition(where.conditions, 'Ready');
  const sinceMs = ready?.sinceMs ?? where.createdMs;
  // Of a lost node nobody knows how its pod is, and the node is what has to be mended.
  if (ready?.status === 'True' || isOnLostNode(where)) return [];
  return clock.atLeast(sinceMs, GRACE_MS) ? [{ where, sinceMs }] : [];
}

function nodesOf(late: readonly Late[]): string {
  const names = [...new Set(late.map(({ where }) => where.nodeName))].filter((it) => it !== '');
  const shown = names.toSorted().slice(0, MAX_NODES);
  if (shown.length === 0) return 'their pods have no node yet';
  const others = late.length - shown.length;
  return joinWords(others > 0 ? [...shown, `${others} more`] : shown);
}

function readyEvidence({ where, sinceMs }: Late) {
  return fieldEvidence({
    kind: 'Pod',
    name: where.name,
    field: 'status.conditions[Ready].status',
    value: condition(where.conditions, 'Ready')?.status ?? 'none',
    timeMs: sinceMs,
  });
}

function daemonSetFinding(set: DaemonSetFact, late: readonly Late[]): Finding {
  const { kind, name } = set;
  const workload = { kind, name };
  const sinceMs = Math.min(...late.map((it) => it.sinceMs));
  return {
    subject: { workload },
    confidence: 'confirmed',
    state: 'active',
    reason: 'Unavailable',
    details: {
      ...workloadDetails(workload),
      count: plural(late.length, 'node'),
      desired: String(set.desired),
      nodes: nodesOf(late),
    },
    evidence: late.slice(0, MAX_NODES).map(readyEvidence),
    sinceMs,
    lastMs: sinceMs,
    count: 1,
  };
}

const PLACE = { workload: { kind: 'DaemonSet', name: 'agent' }, replicaSet: '' };

/** The pod of a node; not ready since so many seconds ago. */
function unready(nodeName: string, seconds: number, facts: Partial<PodFact> = {}): ServicePod {
  const conditions = [exampleCondition('Ready', 'False', { sinceMs: ago(seconds) })];
  return pod({ name: `agent-${nodeName}`, nodeName, conditions, ...facts }, PLACE);
}

const READY = pod({ name: 'agent-c', conditions: [exampleCondition('Ready', 'True')] }, PLACE);

export default defineClassifier({
  code: 'DaemonSetUnavailable',
  title: '{workload} is down on {count}',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    '{count} of {desired} have had no ready pod of {workload} for at least 15 minutes: {nodes}. What it does for a node is not done there.',
  fix: [
    'Look at the other diagnoses of the service first: they say why the pods do not become ready.',
    'Look at the nodes: a fault of one node shows on that node alone.',
    'Roll back to the last version that worked if it began with a new one.',
  ],
  commands: [
    '{kubectl} rollout status {workloadPath} --timeout=10s',
    '{kubectl} get pods --output=wide',
    '{kubectl} get nodes',
  ],
  reference: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#troubleshooting',
  isConsequence: true,
  classify({ workloads, pods, clock }) {
    return liveWorkloads(workloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'DaemonSet' || workload.desired === 0) return [];
      const late = podsOf(root, livePods(pods)).flatMap((it) => lateOf(it, { clock }));
      return late.length === 0 ? [] : [daemonSetFinding(workload, late)];
    });
  },
  examples: [
    {
      name: 'two of three nodes go without for a quarter of an hour',
      given: { workloads: [daemonSet()], pods: [unready('b', 920), unready('a', 1000), READY] },
      found: [
        {
          workload: 'agent',
          confidence: 'confirmed',
          reason: 'Unavailable',
          details: { count: '2 nodes', desired: '3', nodes: 'a and b' },
        },
      ],
    },
    {
      name: 'a node that starts anew has its time',
      given: { workloads: [daemonSet()], pods: [unready('a', 890), READY] },
      found: [],
    },
  ],
});
