import type { PodFact, WorkloadReference } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { endedFindings, endQuote } from './ended-pods.ts';
import { condition } from './pods.ts';

/** Ends that are the node's affair: it shut down, was lost, or had no room left. */
const TAKEN_AWAY = ['Evicted', 'NodeShutdown', 'Shutdown', 'Terminated', 'NodeLost', 'Preempting'];

/** Pods that the kubelet ended for a reason that no rule knows, in its words. */
export function otherEnds(snapshot: RuleSnapshot<'pods'>): readonly Finding[] {
  return endedFindings(snapshot, {
    read: (pod, workload) =>
      isTakenAway(pod) ? undefined : { what: endWords(pod, workload), raw: endQuote(pod) },
  });
}

function isTakenAway({ statusReason, conditions }: PodFact): boolean {
  if (TAKEN_AWAY.includes(statusReason)) return true;
  return condition(conditions, 'DisruptionTarget')?.status === 'True';
}

function endWords({ owner }: PodFact, { kind, name }: WorkloadReference): string {
  return owner === undefined
    ? 'A pod was ended for good'
    : `Pods of ${kind} ${name} are ended again and again`;
}
