// The health table: desired, available, errors and budgets of one workload, or of several in one role, become a word.

import type { HealthWord } from '../api/health.ts';
import type { Clock, DeploymentFact, Thresholds } from '../facts/index.ts';
import { isAvailable, isSettling, type SettlingContext } from './availability.ts';
import { isControllerBehind, isPastPodBudget, isPastRolloutBudget } from './budget.ts';
import type { WorkloadGroup } from './groups.ts';
import { jobAssessment } from './job-health.ts';
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
}

/** Looks at one workload and its pods. */
export function assess(group: WorkloadGroup, context: AssessmentContext): Assessment {
  const job = jobAssessment(group, context);
  if (job !== undefined) return job;
  const desired = desiredPods(group);
  const available = countAvailable(group, context);
  const rollout = rolloutOf(group);
  return {
    desired,
    available,
    ...(group.fact?.kind === 'Deployment' && { updated: group.fact.updatedReplicas }),
    ...(rollout !== undefined && { rollout }),
    hasError: context.hasError,
    isPastBudget: rollout === 'Stuck' || (available < desired && isPastEveryBudget(group, context)),
    isInFlight: available < desired || rollout === 'InProgress' || hasSettling(group, context),
  };
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

function desiredPods(group: WorkloadGroup): number {
  if (group.fact?.kind === 'Deployment' || group.fact?.kind === 'ReplicaSet') {
    return group.fact.desired;
  }
  const unfinished = group.pods.filter(({ pod }) => isUnfinished(pod.phase));
  const kept = unfinished.filter(({ pod }) => pod.deletionMs === undefined);
  // A controller that we do not watch replaces what it loses: its last pod going away is no sign of zero replicas.
  return kept.length === 0 && group.reference.kind !== 'Pod' ? unfinished.length : kept.length;
}

function isUnfinished(phase: string): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

function countAvailable(group: WorkloadGroup, context: AssessmentContext): number {
  const minReadySeconds =
    group.fact !== undefined && 'minReadySeconds' in group.fact ? group.fact.minReadySeconds : 0;
  return group.pods.filter(({ pod }) =>
    isAvailable(pod, { clock: context.clock, thresholds: context.thresholds, minReadySeconds }),
  ).length;
}

function hasSettling(group: WorkloadGroup, context: SettlingContext): boolean {
  return group.pods.some(({ pod }) => pod.deletionMs === undefined && isSettling(pod, context));
}

function isPastEveryBudget(group: WorkloadGroup, context: AssessmentContext): boolean {
  if (isControllerBehind(group) || !isPastRolloutBudget(group, context.clock)) return false;
  return group.pods.every(
    ({ pod }) =>
      pod.deletionMs !== undefined || isPastPodBudget(pod, context.thresholds, context.clock),
  );
}

function rolloutOf(group: WorkloadGroup): Rollout | undefined {
  const { fact } = group;
  if (fact?.kind !== 'Deployment') return undefined;
  const progressing = fact.conditions.find((condition) => condition.type === 'Progressing');
  if (isRolledOut(fact, progressing?.reason)) return 'Complete';
  if (fact.paused) return 'Paused';
  // Of an older spec the condition may still speak: the new one gets its own time.
  const isObserved = fact.observedGeneration >= fact.generation;
  return isObserved && progressing?.status === 'False' ? 'Stuck' : 'InProgress';
}

/** As `kubectl rollout status` sees it; a pod that fails after the rollout was complete does not undo it. */
function isRolledOut(fact: DeploymentFact, progress: string | undefined): boolean {
  if (fact.observedGeneration < fact.generation) return false;
  if (fact.updatedReplicas < fact.desired || fact.replicas > fact.updatedReplicas) return false;
  return fact.availableReplicas >= fact.desired || progress === 'NewReplicaSetAvailable';
}
