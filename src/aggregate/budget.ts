// How long a start or a rollout may take before it counts as trouble. Every answer is asked from the clock.

import type { Clock, EpochMs, PodFact, Thresholds } from '../facts/index.ts';
import type { ContainerFact, ProbeFact } from '../facts/pod.ts';
import type { WorkloadGroup } from './groups.ts';

const MS_PER_SECOND = 1000;

/** The API server's default of `progressDeadlineSeconds`; used for kinds that have none. */
const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

function probeSeconds(probe: ProbeFact | undefined): number {
  if (probe === undefined) return 0;
  return probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold;
}

/** The longest a container may take, by its own probes, from start to ready. */
function probeBudgetMs(container: ContainerFact): number {
  return (probeSeconds(container.startup) + probeSeconds(container.readiness)) * MS_PER_SECOND;
}

function podBudgetMs(pod: PodFact, thresholds: Thresholds): number {
  const probes = [...pod.initContainers, ...pod.containers].map(probeBudgetMs);
  return Math.max(thresholds.startupGraceSeconds * MS_PER_SECOND, ...probes);
}

/** When the budget of a pod began: with the newest start of a main container, else with the pod. */
function podStartMs(pod: PodFact): EpochMs {
  let newest = pod.createdMs;
  for (const { state } of pod.containers) {
    if (state.kind === 'running') newest = Math.max(newest, state.startedMs ?? 0);
  }
  return newest;
}

/** Whether a pod that is not available has had all the time its probes and the grace give it. */
export function isPastPodBudget(pod: PodFact, thresholds: Thresholds, clock: Clock): boolean {
  return clock.atLeast(podStartMs(pod), podBudgetMs(pod, thresholds));
}

function controllerProgress(group: WorkloadGroup): readonly EpochMs[] {
  const progressing = (group.fact?.conditions ?? []).filter(({ type }) => type === 'Progressing');
  return [
    group.fact?.createdMs ?? 0,
    ...progressing.map((condition) => condition.updatedMs ?? 0),
    ...group.children.map((child) => child.createdMs),
  ];
}

function podProgress(pod: PodFact): EpochMs {
  const ready = pod.conditions.find(({ type, status }) => type === 'Ready' && status === 'True');
  return Math.max(pod.createdMs, ready?.sinceMs ?? 0);
}

/** The newest sign that the workload's controller or one of its pods got on. */
function lastProgressMs(group: WorkloadGroup): EpochMs {
  return Math.max(...controllerProgress(group), ...group.pods.map(({ pod }) => podProgress(pod)));
}

/** Whether nothing of the workload has got on for its progress deadline. */
export function isPastRolloutBudget(group: WorkloadGroup, clock: Clock): boolean {
  const seconds =
    group.fact?.kind === 'Deployment'
      ? group.fact.progressDeadlineSeconds
      : DEFAULT_PROGRESS_DEADLINE_SECONDS;
  return clock.atLeast(lastProgressMs(group), seconds * MS_PER_SECOND);
}
