// The pods of the service in numbers. "Ready" is what serves, so that a crash loop does not make it flip.

import { isLooping } from '../classify/support/crash-history.ts';
import { allContainers } from '../classify/support/pods.ts';
import type { Clock, PodFact, ServicePod, Thresholds } from '../facts/index.ts';
import type { ContainerFact } from '../facts/pod.ts';
import { podRestarts } from '../facts/pod-reason.ts';
import { compareText } from './merge.ts';
import type { AssessedWorkload } from './roles.ts';
import { inSteps, podCount } from './steps.ts';
import type { Report } from './types.ts';

/** More versions than this say nothing to a reader. */
const MAX_VERSIONS = 5;

/** What the counts are made from. */
export interface CountInput {
  readonly pods: readonly ServicePod[];
  readonly workloads: readonly AssessedWorkload[];
  /** Names of pods with an active error. */
  readonly failing: ReadonlySet<string>;
  readonly thresholds: Thresholds;
  readonly clock: Clock;
}

/** Counts of `status.pods`. Jobs are counted only where nothing serves. */
export function countPods(input: CountInput): Report['pods'] {
  const serving = input.workloads.filter(({ assessment }) => assessment.word === undefined);
  const counted = serving.length > 0 ? serving : input.workloads;
  // The pods of a CronJob come and go with each run: counting them would be two writes a run.
  const lasting = input.pods.filter(({ workload }) => workload.kind !== 'CronJob');
  const live = lasting.filter(({ pod }) => pod.deletionMs === undefined);
  return {
    desired: sum(counted.map(({ assessment }) => assessment.desired)),
    ready: sum(counted.map(({ assessment }) => assessment.available)),
    failing: podCount(live.filter(({ pod }) => input.failing.has(pod.name)).length),
    pending: live.filter(({ pod }) => pod.phase === 'Pending').length,
    restarting: live.filter((servicePod) => isRestarting(servicePod, input)).length,
    terminating: lasting.length - live.length,
  };
}

/**
 * Restarts of the live pods, in steps: as kubectl counts them, but from the exit on, which is when a diagnosis counts.
 * Counted when the next run begins, each restart would be two writes.
 */
export function countRestarts(pods: readonly ServicePod[]): number {
  const live = pods.filter(({ pod }) => pod.deletionMs === undefined);
  return inSteps(sum(live.map(({ pod }) => podRestarts(pod) + betweenRuns(pod))));
}

function betweenRuns(pod: PodFact): number {
  return allContainers(pod).filter((container) => isBetweenRuns(container, pod)).length;
}

/** Down, and about to be started again by the kubelet. */
function isBetweenRuns({ kind, state }: ContainerFact, pod: PodFact): boolean {
  if (state.kind === 'waiting') return state.reason === 'CrashLoopBackOff';
  if (state.kind !== 'terminated' || pod.phase === 'Succeeded' || pod.phase === 'Failed') {
    return false;
  }
  if (kind === 'sidecar') return true;
  if (state.exitCode === 0) return kind === 'main' && pod.restartPolicy === 'Always';
  return pod.restartPolicy !== 'Never';
}

/** The versions of the live pods, sorted. */
export function versionsOf(pods: readonly ServicePod[]): readonly string[] {
  const versions = new Set<string>();
  for (const { pod } of pods) {
    if (pod.deletionMs !== undefined) continue;
    for (const version of pod.versions) versions.add(version);
  }
  return [...versions].sort(compareText).slice(0, MAX_VERSIONS);
}

/** A loop whose runs are longer than the window counts all the time, not each time anew. */
function isRestarting({ pod }: ServicePod, { thresholds, clock }: CountInput): boolean {
  // However its containers ended, nothing starts them again.
  if (pod.phase === 'Failed' || pod.phase === 'Succeeded') return false;
  return allContainers(pod).some((container) => {
    if (isLooping(container, pod, thresholds, clock)) return true;
    const finishedMs = container.terminations.at(-1)?.finishedMs;
    const hasRestarts = container.restartCount > 0 || isBetweenRuns(container, pod);
    if (!hasRestarts || finishedMs === undefined) return false;
    return !clock.atLeast(finishedMs, thresholds.restartWindowSeconds * 1000);
  });
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
