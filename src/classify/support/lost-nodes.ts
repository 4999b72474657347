import type { Clock, ConditionFact, NodeFact, PodFact, ServicePod } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { condition, isLive } from './pods.ts';

/** A kubelet that says it is not ready, and starts anew, needs less. */
const LOST_MS = 60_000;
/**
 * After an API server that was away every kubelet counts as silent at once, and each needs up to 80 s to find it again. A
 * node that is really lost gives its pods away only after five minutes.
 */
export const SILENT_MS = 120_000;
/** The kubelet of a new node says that it is not ready until the network of the node is up. */
const JOIN_MS = 10 * 60_000;
/** A condition that is as old as its node: it has not been ready yet. */
const FIRST_WORD_MS = 60_000;

/** A node that cannot be relied on, and the condition that says so. */
export interface LostNode {
  readonly node: NodeFact;
  readonly ready: ConditionFact;
}

function patienceMs(node: NodeFact, ready: ConditionFact): number {
  if (isJoining(node, ready)) return JOIN_MS;
  return ready.status === 'Unknown' ? SILENT_MS : LOST_MS;
}

/** By name. One that somebody has cordoned or is removing is out of use on purpose. */
function lostNodes(nodes: readonly NodeFact[], clock: Clock): ReadonlyMap<string, LostNode> {
  const lost = nodes.flatMap((node) => {
    const { ready, isUnschedulable, deletionMs } = node;
    if (ready === undefined || ready.status === 'True') return [];
    if (isUnschedulable || deletionMs !== undefined) return [];
    const sinceMs = ready.sinceMs ?? node.createdMs;
    return clock.atLeast(sinceMs, patienceMs(node, ready)) ? [{ node, ready }] : [];
  });
  return new Map(lost.map((one) => [one.node.name, one]));
}

function isJoining({ createdMs }: NodeFact, { status, sinceMs }: ConditionFact): boolean {
  return status === 'False' && (sinceMs ?? createdMs) <= createdMs + FIRST_WORD_MS;
}

/** A pod that its node holds back, with whether it still does its work. */
export interface StrandedPod {
  readonly servicePod: ServicePod;
  readonly lost: LostNode;
  readonly works: boolean;
}

export function strandedPods({
  pods,
  nodes,
  clock,
}: RuleSnapshot<'pods' | 'nodes'>): readonly StrandedPod[] {
  const byName = lostNodes(nodes, clock);
  return pods.flatMap((servicePod) => {
    const { pod } = servicePod;
    const lost = byName.get(pod.nodeName);
    return lost !== undefined && isStranded(servicePod)
      ? [{ servicePod, lost, works: works(pod, lost) }]
      : [];
  });
}

/** A pod that goes is replaced, but a StatefulSet's only once it is gone: that takes the kubelet, which is silent. */
function isStranded({ pod, workload }: ServicePod): boolean {
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return false;
  return isLive(pod) || workload.kind === 'StatefulSet';
}

/** The kubelet of a node that is not ready may be alive, and says then how its pods are. */
function works({ conditions }: PodFact, { ready }: LostNode): boolean {
  return ready.status === 'False' && condition(conditions, 'Ready')?.status === 'True';
}
