import type { EventFact, PodFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { areCurrent, eventsAbout, newest } from './events.ts';
import { brief } from './text.ts';

// What an autoscaler of nodes says of a pod that has none. Both tell the pod itself, as events of type Normal.

/** cluster-autoscaler: "pod triggered scale-up: [{pool-1 1->2 (max: 5)}]"; Karpenter: "Pod should schedule on: …". */
const ADDS_NODE = new Set(['TriggeredScaleUp', 'Nominated']);
/** cluster-autoscaler: "pod didn't trigger scale-up: 1 max node group size reached, 2 Insufficient cpu". */
const DECLINES = 'NotTriggerScaleUp';
const DECLINED = /^pod didn't trigger scale-up(?: \(it wouldn't fit if a new node is added\))?:? ?/;

/** cluster-autoscaler gives up on a node that has not joined by then: its --max-node-provision-time. */
const PROVISION_MS = 15 * 60_000;

type Inputs = RuleSnapshot<'events'>;

/** The event that announces a node for the pod, unless that is overdue or was taken back. */
export function announcedNode(pod: PodFact, snapshot: Inputs): EventFact | undefined {
  const last = newest(saidOf(pod, snapshot));
  if (last === undefined || !ADDS_NODE.has(last.reason)) return undefined;
  return snapshot.clock.atLeast(last.lastMs, PROVISION_MS) ? undefined : last;
}

/** The event that says that no new node would help. */
export function declinedNode(pod: PodFact, snapshot: Inputs): EventFact | undefined {
  const said = saidOf(pod, snapshot);
  if (newest(said)?.reason !== DECLINES) return undefined;
  const declined = said.filter(({ reason }) => reason === DECLINES);
  if (!areCurrent(declined, snapshot.clock)) return undefined;
  // Each other wording is another event: the first one is quoted as long as it lasts.
  return declined.toSorted((left, right) => left.firstMs - right.firstMs)[0];
}

/** Its reasons without their numbers, which move with each look. */
export function declinedWords({ message }: EventFact): string {
  const reasons = message.replace(DECLINED, '').split(/, (?=\d{1,6} )/);
  const bare = reasons.map((reason) => reason.replace(/^\d{1,6} /, '').trim());
  return brief([...new Set(bare)].sort().join(', '), 200) || 'no reason given';
}

function saidOf(pod: PodFact, snapshot: Inputs): readonly EventFact[] {
  return eventsAbout(snapshot, pod).filter(
    ({ reason }) => reason === DECLINES || ADDS_NODE.has(reason),
  );
}
