// How long a start or a rollout may take before it counts as trouble. Every answer is asked from the clock.

import { readySinceMs } from '../classify/support/controllers.ts';
import { isLooping } from '../classify/support/crash-history.ts';
import { allContainers, condition } from '../classify/support/pods.ts';
import { readinessBudgetMs } from '../classify/support/probe-budget.ts';
import { UNREADY_DWELL_MS } from '../classify/support/unready-containers.ts';
import type { Clock, EpochMs, PodFact, Thresholds, WorkloadFact } from '../facts/index.ts';
import type { WorkloadGroup } from './groups.ts';

const MS_PER_SECOND = 1000;

/** The API server's default of `progressDeadlineSeconds`; used for kinds that have none. */
const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

/** Nodes come, go and start anew by themselves, and each time a pod is missing for a while. */
const DAEMON_SET_DEADLINE_SECONDS = 900;

/** As long as the slowest of its containers may take. */
function podBudgetMs(pod: PodFact, thresholds: Thresholds): number {
  return Math.max(...allContainers(pod).map((it) => readinessBudgetMs(it, thresholds)));
}

/** When the budget of a pod began: with the newest start of a main container, else with the pod. */
function podStartMs(pod: PodFact): EpochMs {
  let newest = pod.createdMs;
  for (const { state } of pod.containers) {
    if (state.kind === 'running') newest = Math.max(newest, state.startedMs ?? newest);
  }
  return newest;
}

/**
 * Whether a pod that is not available has had all the time its probes and the grace give it. A crash loop gets none: each
 * of its starts would give it some, and with it another word.
 */
export function isPastPodBudget(pod: PodFact, thresholds: Thresholds, clock: Clock): boolean {
  if (pod.containers.some((it) => isLooping(it, pod, thresholds, clock))) return true;
  return clock.atLeast(podStartMs(pod), podBudgetMs(pod, thresholds));
}

/**
 * Whether the pod was out of service and has come back only now. The first time it gets ready is no return, as long as
 * that is within its budget. A readiness probe that passes and fails in turns makes the pod ready for moments, and each
 * would change the word; so a return has to last for as long as an outage before it is told.
 */
export function isJustBack(pod: PodFact, thresholds: Thresholds, clock: Clock): boolean {
  const sinceMs = readySinceMs(pod);
  if (sinceMs === undefined) return false;
  const isReturn = sinceMs - podStartMs(pod) >= podBudgetMs(pod, thresholds);
  return isReturn && !clock.atLeast(sinceMs, UNREADY_DWELL_MS);
}

function controllerProgress(group: WorkloadGroup): readonly EpochMs[] {
  const progressing = condition(group.fact?.conditions ?? [], 'Progressing');
  const updates = progressing?.updatedMs === undefined ? [] : [progressing.updatedMs];
  return [...controllersOf(group).map(({ createdMs }) => createdMs), ...updates];
}

function controllersOf({ fact, children }: WorkloadGroup): readonly WorkloadFact[] {
  return fact === undefined ? children : [fact, ...children];
}

/** A pod that is ready for a moment has not got on. */
function podProgress(pod: PodFact, thresholds: Thresholds, clock: Clock): EpochMs {
  if (isJustBack(pod, thresholds, clock)) return pod.createdMs;
  return readySinceMs(pod) ?? pod.createdMs;
}

/** When the pod was taken away, by a deletion or an eviction: from then on its replacement has its time. */
function lossesOfPod({ deletionMs, conditions }: PodFact): readonly EpochMs[] {
  const disruptedMs = condition(conditions, 'DisruptionTarget')?.sinceMs;
  return [deletionMs, disruptedMs].filter((ms) => ms !== undefined);
}

function isLost(pod: PodFact): boolean {
  return pod.deletionMs !== undefined || pod.phase === 'Failed' || pod.phase === 'Succeeded';
}

/** Fewer pods than ordered; of an unknown kind only that it has none left is known to be too few. */
export function isShortOfPods({ fact, pods }: WorkloadGroup): boolean {
  const desired = fact !== undefined && 'desired' in fact ? fact.desired : 1;
  return pods.filter(({ pod }) => !isLost(pod)).length < desired;
}

/** Losses count only while they are not made good, so that a slow end of one pod gives another no time. */
function lossesOf(group: WorkloadGroup): readonly EpochMs[] {
  if (!isShortOfPods(group)) return [];
  return group.pods.flatMap(({ pod }) => lossesOfPod(pod));
}

/** Whether pods are missing that a controller has not been asked for yet: by order, then, and not by fault. */
export function isControllerBehind(group: WorkloadGroup): boolean {
  return isShortOfPods(group) && (controllersOf(group).some(isBehind) || isAheadOfPods(group));
}

function isBehind({ kind, observedGeneration, generation }: WorkloadFact): boolean {
  // Jobs and CronJobs have no observedGeneration.
  return kind !== 'Job' && kind !== 'CronJob' && observedGeneration < generation;
}

/** Counts and pods come through two watches: a pod that is counted and not seen yet is on its way. */
function isAheadOfPods({ fact, pods }: WorkloadGroup): boolean {
  if (fact?.kind !== 'StatefulSet' && fact?.kind !== 'DaemonSet') return false;
  return fact.replicas > pods.length;
}

/** The newest sign that the workload's controller or one of its pods got on. */
function lastProgressMs(group: WorkloadGroup, thresholds: Thresholds, clock: Clock): EpochMs {
  const progress = group.pods.map(({ pod }) => podProgress(pod, thresholds, clock));
  return Math.max(...controllerProgress(group), ...progress, ...lossesOf(group));
}

/** Whether nothing of the workload has got on for its progress deadline. */
export function isPastRolloutBudget(
  group: WorkloadGroup,
  thresholds: Thresholds,
  clock: Clock,
): boolean {
  const sinceMs = lastProgressMs(group, thresholds, clock);
  return clock.atLeast(sinceMs, deadlineSeconds(group) * MS_PER_SECOND);
}

function deadlineSeconds({ fact }: WorkloadGroup): number {
  if (fact?.kind === 'Deployment') return fact.progressDeadlineSeconds;
  return fact?.kind === 'DaemonSet'
    ? DAEMON_SET_DEADLINE_SECONDS
    : DEFAULT_PROGRESS_DEADLINE_SECONDS;
}
