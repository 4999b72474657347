// Whether a pod serves, without believing a crash-looping container that is ready whenever it runs.

import { isOnLostNode, readySinceMs } from '../classify/support/controllers.ts';
import { isLooping } from '../classify/support/crash-history.ts';
import { SILENT_MS } from '../classify/support/lost-nodes.ts';
import { condition } from '../classify/support/pods.ts';
import { MAX_STABLE_MS, runMs } from '../classify/support/stability.ts';
import type { Clock, EpochMs, PodFact, Thresholds } from '../facts/index.ts';
import type { ContainerFact } from '../facts/pod.ts';

/**
 * A start is over once the container has run this long, unless it was up before. Without it a process that dies in its
 * first seconds makes the service Healthy for a moment. Ten seconds, and two for instants that are cut to whole seconds.
 * The price: Healthy is told that much later.
 */
const SETTLE_MS = 12_000;
/** A run this long was up, so that its end and the restart at once are no reason to change the word. */
const UP_MS = 10_000;

/** The kubelet restarts a container 1 s after its first exit; longer than this it is down, not restarting. */
const RESTART_MS = 20_000;

/** What availability is asked with. */
export interface AvailabilityContext {
  readonly clock: Clock;
  readonly thresholds: Thresholds;
  /** `spec.minReadySeconds` of the workload. */
  readonly minReadySeconds: number;
}

/** Whether the pod serves: ready for long enough, not going away, and none of its containers in a crash loop. */
export function isAvailable(pod: PodFact, context: AvailabilityContext): boolean {
  if (pod.deletionMs !== undefined || pod.phase !== 'Running') return false;
  const serving = [...pod.containers, ...pod.initContainers.filter(isSidecar)];
  if (!serving.every((container) => isUp(container, pod, context))) return false;
  if (serving.some((container) => isRestarting(container, context.clock))) return true;
  const ready = condition(pod.conditions, 'Ready');
  if (ready?.status !== 'True') return isOnSilentNode(pod, context.clock);
  return context.clock.atLeast(readySinceMs(pod) ?? pod.createdMs, context.minReadySeconds * 1000);
}

/** Whether the node has not been heard of, but not for long: then what the kubelet said last holds. */
function isOnSilentNode(pod: PodFact, clock: Clock): boolean {
  const ready = condition(pod.conditions, 'Ready');
  return isOnLostNode(pod) && !clock.atLeast(ready?.sinceMs ?? pod.createdMs, SILENT_MS);
}

function isSidecar(container: ContainerFact): boolean {
  return container.kind === 'sidecar';
}

function isUp(container: ContainerFact, pod: PodFact, context: AvailabilityContext): boolean {
  if (isLooping(container, pod, context.thresholds, context.clock)) return false;
  return container.state.kind === 'running' || isRestarting(container, context.clock);
}

/** What settling is asked with. */
export interface SettlingContext {
  readonly clock: Clock;
  readonly thresholds: Thresholds;
  /** When the kubelet last said that it kills the container, by `killKey`. */
  readonly kills: ReadonlyMap<string, EpochMs>;
}

/** The container of a pod, as a key. */
export function killKey(podUid: string, container: string): string {
  return `${podUid}/${container}`;
}

/** Whether one of the pod's containers is so young that it may yet turn out to die at once, or is dying already. */
export function isSettling(pod: PodFact, context: SettlingContext): boolean {
  return pod.containers.some((container) => {
    if (container.state.kind !== 'running' || wasUpBefore(container)) return false;
    const startedMs = container.state.startedMs ?? pod.createdMs;
    return !context.clock.atLeast(startedMs, SETTLE_MS) || isKilledEarly(pod, container, context);
  });
}

/** A failed probe kills a young container, which runs on for its grace period. An older one was up. */
function isKilledEarly(
  pod: PodFact,
  { name, state }: ContainerFact,
  { thresholds, kills }: SettlingContext,
): boolean {
  const killedMs = kills.get(killKey(pod.uid, name));
  if (killedMs === undefined || state.kind !== 'running' || state.startedMs === undefined) {
    return false;
  }
  const ageMs = killedMs - state.startedMs;
  return ageMs >= 0 && ageMs <= thresholds.startupGraceSeconds * 1000;
}

/**
 * The moment between an exit of a container that was up and its restart: no reason to change the word. Only a first
 * exit, or one after a run so long that the kubelet has forgotten those before, is followed by a restart at once.
 */
function isRestarting(container: ContainerFact, clock: Clock): boolean {
  if (container.state.kind !== 'terminated' || !wasUpBefore(container)) return false;
  const isFirst = container.terminations.length <= 1;
  if (!isFirst && runMs(container.state) < MAX_STABLE_MS) return false;
  const { finishedMs } = container.state;
  return finishedMs !== undefined && !clock.atLeast(finishedMs, RESTART_MS);
}

function wasUpBefore(container: ContainerFact): boolean {
  const last = container.terminations.at(-1);
  if (last?.startedMs === undefined || last.finishedMs === undefined) return false;
  return last.finishedMs - last.startedMs >= UP_MS;
}
