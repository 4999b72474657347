import type { Labels, OwnerReference, PodFact, WorkloadFact } from '../facts/index.ts';

/** What can belong to a service. */
export type MemberFact = PodFact | WorkloadFact;

/** An object's owners, as far as they are known. */
export interface Lineage {
  /** The owners that have been seen, nearest first. */
  readonly owners: readonly WorkloadFact[];
  /** The end of the chain, known from an object or only from a reference; the object itself when nothing owns it. */
  readonly top: OwnerReference;
  /** False while an owner of a watched kind has not been seen: it may carry the label that decides. */
  readonly isComplete: boolean;
}

// A reference to one of these that leads nowhere is news still on its way, or an owner just deleted.
export const WATCHED_KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
]);
// What people call a workload. An operator's own resource above it would only merge its Deployments into one.
const CLIMBED_KINDS: ReadonlySet<string> = new Set(['Pod', 'ReplicaSet', 'Job']);
// Pod, ReplicaSet, Deployment is two steps; the rest is room. References can form a ring.
export const MAX_STEPS = 4;

/** Climbs from an object to the top of its owner chain. Owners outside its namespace do not count. */
export function lineageOf(
  fact: MemberFact,
  find: (uid: string) => WorkloadFact | undefined,
): Lineage {
  const owners: WorkloadFact[] = [];
  let current: MemberFact = fact;
  while (owners.length < MAX_STEPS) {
    const reference = ownerOf(current);
    if (reference === undefined) break;
    const owner = find(reference.uid);
    if (owner === undefined || owner.namespace !== fact.namespace) {
      return { owners, top: reference, isComplete: !WATCHED_KINDS.has(reference.kind) };
    }
    owners.push(owner);
    current = owner;
  }
  const { kind, name, uid } = current;
  return { owners, top: { kind, name, uid }, isComplete: true };
}

/** The owner to climb to. A node "owns" its mirror pods, but is no workload of anybody's service. */
function ownerOf(fact: MemberFact): OwnerReference | undefined {
  if (!CLIMBED_KINDS.has(fact.kind) || fact.owner?.kind === 'Node') return undefined;
  return fact.owner;
}

/** The labels that may name the service, strongest first: a template's before its workload's own, then the owners'. */
export function labelSetsOf(fact: MemberFact, lineage: Lineage): readonly Labels[] {
  return [fact, ...lineage.owners].flatMap(labelSetsOfOne);
}

/** A CronJob without a run speaks as its Job would: pod, Job, CronJob. */
function labelSetsOfOne(fact: MemberFact): readonly Labels[] {
  if (fact.kind === 'Pod') return [fact.labels];
  if (fact.kind === 'CronJob') return [fact.templateLabels, fact.jobLabels, fact.labels];
  return [fact.templateLabels, fact.labels];
}

/**
 * A ReplicaSet that a rollout left behind for undoing: ten of them for each Deployment, and they say nothing. It
 * remains a link from its last pods to the Deployment, but is of no service: an old label must not haunt.
 */
export function isRetired(fact: MemberFact): boolean {
  return (
    fact.kind === 'ReplicaSet' &&
    fact.owner !== undefined &&
    fact.desired === 0 &&
    fact.replicas === 0
  );
}

/** True when something differs that decides on the service of what the object owns. */
export function isMoved(previous: MemberFact, next: MemberFact): boolean {
  if (previous.owner?.uid !== next.owner?.uid) return true;
  const after = labelSetsOfOne(next);
  return labelSetsOfOne(previous).some((labels, index) => labels !== after[index]);
}

/** The labels its pods have: a pod's own. */
export function templateLabelsOf(fact: MemberFact): Labels {
  return fact.kind === 'Pod' ? fact.labels : fact.templateLabels;
}
