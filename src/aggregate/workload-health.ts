// The health table: desired, available, errors and budgets of one workload, or of several in one role, become a word.

import type { HealthWord } from '../api/health.ts';
import { isOnLostNode } from '../classify/support/controllers.ts';
import { SILENT_MS } from '../classify/support/lost-nodes.ts';
import type { Clock, NodeFact, ServicePod, Thresholds, WorkloadFact } from '../facts/index.ts';
import { isAvailable, isSettling, type SettlingContext } from './availability.ts';
import { isControllerBehind, isJustBack, isPastPodBudget, isPastRolloutBudget } from './budget.ts';
import type { WorkloadGroup } from './groups.ts';
import { jobAssessment } from './job-health.ts';
import { rolloutOf } from './rollout.ts';
import { joinsLoop, type Loops, loopsOf } from './siblings.ts';
import type { Rollout } from './types.ts';

/** What the table is asked with. Assessments of one role are added up and asked again. */
export interface Assessment {
  readonly desired: number;
  readonly available: number;
  readonly updated?: number;
  readonly rollout?: Rollout;
  /** An active error of its own. */
  readonly hasError: boolean;
  /** All that is missing has had its time. */
  readonly isPastBudget: boolean;
  /** A new revision is on its way, or a pod is being started. */
  readonly isInFlight: boolean;
  /** Jobs know their word themselves. */
  readonly word?: HealthWord;
}

/** What an assessment is made with. */
export interface AssessmentContext {
  readonly clock: Clock;
  readonly thresholds: Thresholds;
  /** Whether the workload has an active error. */
  readonly hasError: boolean;
  readonly kills: SettlingContext['kills'];
  /** The nodes of the pods by name, as far as they are known. */
  readonly nodes: ReadonlyMap<string, NodeFact>;
  /** Names of pods that do not serve, whatever they say of themselves; by default none. */
  readonly takenOut?: ReadonlySet<string>;
}

/** The same, with the crash loops among the pods of this workload. */
interface GroupContext extends AssessmentContext {
  readonly loops: Loops;
}

/** Looks at one workload and its pods. */
export function assess(group: WorkloadGroup, given: AssessmentContext): Assessment {
  const job = jobAssessment(group, given);
  if (job !== undefined) return job;
  const context = { ...given, loops: loopsOf(group.pods, given) };
  const desired = desiredPods(group, context);
  const available = countAvailable(group, context);
  const rollout = rolloutOf(group, () => isHeldUp(group, desired, context));
  return {
    desired,
    available,
    ...(group.fact !== undefined && updatedOf(group.fact)),
    ...(rollout !== undefined && { rollout }),
    hasError: context.hasError,
    isPastBudget: rollout === 'Stuck' || (available < desired && isPastEveryBudget(group, context)),
    isInFlight: available < desired || rollout === 'InProgress' || hasSettling(group, context),
  };
}

/** In a namespace that is being deleted nothing is missing any more: everything is on its way out. */
export function endingAssessment(judged: Assessment): Assessment {
  const { rollout: _, word, ...counts } = judged;
  const calm = { ...counts, hasError: false, isPastBudget: false, isInFlight: true };
  if (word === undefined) return calm;
  return { ...calm, word: word === 'Unhealthy' ? 'Progressing' : word };
}

/** First match wins; the order is the health table of the documentation. */
export function wordFor(assessment: Assessment, thresholds: Thresholds): HealthWord {
  if (assessment.word !== undefined) return assessment.word;
  if (assessment.desired === 0 && !assessment.hasError) return 'Suspended';
  const isInTrouble = assessment.hasError || assessment.isPastBudget;
  if (isBelowMinimum(assessment, thresholds)) return isInTrouble ? 'Unhealthy' : 'Progressing';
  if (isInTrouble) return 'Degraded';
  return assessment.isInFlight ? 'Progressing' : 'Healthy';
}

function isBelowMinimum(assessment: Assessment, thresholds: Thresholds): boolean {
  if (assessment.available === 0) return true;
  return assessment.available * 100 < assessment.desired * thresholds.minReadyPercent;
}

function desiredPods(group: WorkloadGroup, context: GroupContext): number {
  if (group.fact?.kind === 'DaemonSet') return group.fact.desired - podsOnLostNodes(group, context);
  if (group.fact !== undefined && 'desired' in group.fact) return group.fact.desired;
  if (group.pods.length === 0) return askedOfChildren(group);
  const unfinished = group.pods.filter(({ pod }) => isUnfinished(pod.phase));
  const kept = unfinished.filter(({ pod }) => pod.deletionMs === undefined);
  // A controller that we do not watch replaces what it loses: its last pod going away is no sign of zero replicas.
  return kept.length === 0 && group.reference.kind !== 'Pod' ? unfinished.length : kept.length;
}

/** A ReplicaSet may be seen a moment before its Deployment: what it is to run is wanted already. */
function askedOfChildren({ children }: WorkloadGroup): number {
  let asked = 0;
  for (const child of children) if (child.kind === 'ReplicaSet') asked += child.desired;
  return asked;
}

/** A DaemonSet is not to blame for a node that is lost or in repair; but where all are, it does not serve. */
function podsOnLostNodes(group: WorkloadGroup, context: GroupContext): number {
  const { pods, fact } = group;
  const lost = pods.filter((servicePod) => {
    const { pod } = servicePod;
    if (pod.deletionMs !== undefined || serves(servicePod, group, context)) return false;
    return isOnLostNode(pod) || isOutOfUse(context.nodes.get(pod.nodeName));
  });
  return fact?.kind === 'DaemonSet' && lost.length < fact.desired ? lost.length : 0;
}

function isOutOfUse(node: NodeFact | undefined): boolean {
  return node !== undefined && (node.isUnschedulable || node.ready?.status !== 'True');
}

function isUnfinished(phase: string): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

function updatedOf(fact: WorkloadFact): Pick<Assessment, 'updated'> {
  return 'updatedReplicas' in fact ? { updated: fact.updatedReplicas } : {};
}

function countAvailable(group: WorkloadGroup, context: GroupContext): number {
  return group.pods.filter((servicePod) => serves(servicePod, group, context)).length;
}

function serves(servicePod: ServicePod, { fact }: WorkloadGroup, context: GroupContext): boolean {
  const minReadySeconds =
    fact !== undefined && 'minReadySeconds' in fact ? fact.minReadySeconds : 0;
  const { clock, thresholds, loops, nodes } = context;
  if (context.takenOut?.has(servicePod.pod.name) === true) return false;
  if (isSilent(nodes.get(servicePod.pod.nodeName), clock)) return false;
  if (joinsLoop(servicePod, loops, clock)) return false;
  if (isJustBack(servicePod.pod, thresholds, clock)) return false;
  return isAvailable(servicePod.pod, { clock, thresholds, minReadySeconds });
}

/** What the kubelet said last no longer holds when it has been silent for longer than an outage of the API server makes it. */
function isSilent(node: NodeFact | undefined, clock: Clock): boolean {
  const ready = node?.ready;
  if (node === undefined || ready?.status !== 'Unknown') return false;
  return clock.atLeast(ready.sinceMs ?? node.createdMs, SILENT_MS);
}

/** Too few serve, or one does not beside enough that do, such as a new pod next to the one it shall replace. */
function lacksPods(group: WorkloadGroup, desired: number, context: GroupContext): boolean {
  if (countAvailable(group, context) < desired) return true;
  return group.pods.some(
    (servicePod) => servicePod.pod.deletionMs === undefined && !serves(servicePod, group, context),
  );
}

/** Whether pods are missing that have had all their time. */
function isHeldUp(group: WorkloadGroup, desired: number, context: GroupContext): boolean {
  return lacksPods(group, desired, context) && isPastEveryBudget(group, context);
}

function hasSettling(group: WorkloadGroup, context: SettlingContext): boolean {
  return group.pods.some(({ pod }) => pod.deletionMs === undefined && isSettling(pod, context));
}

function isPastEveryBudget(group: WorkloadGroup, context: AssessmentContext): boolean {
  if (isControllerBehind(group)) return false;
  if (!isPastRolloutBudget(group, context.thresholds, context.clock)) return false;
  return group.pods.every(
    ({ pod }) =>
      pod.deletionMs !== undefined || isPastPodBudget(pod, context.thresholds, context.clock),
  );
}
