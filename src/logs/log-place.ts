// Where the kubelet has the log of a run now, and whether what came is of that run.

import type { ContainerFact, EpochMs, PodFact, WantedLog } from '../facts/index.ts';

/** As the query names it: of the run that the status tells of in `state`, or in `lastState`. */
export type LogPlace = 'current' | 'previous';

/** Undefined when the pod tells of another run by now: then no log of this one can be had. */
export function logPlace(pod: PodFact | undefined, wanted: WantedLog): LogPlace | undefined {
  const container = pod && containerOf(pod, wanted.container);
  if (container === undefined) return undefined;
  const { state, last, containerId } = container;
  if (wanted.run === 'running') {
    return state.kind === 'running' && containerId === wanted.containerId ? 'current' : undefined;
  }
  if (state.kind === 'terminated' && state.containerId === wanted.containerId) return 'current';
  return last?.containerId === wanted.containerId ? 'previous' : undefined;
}

function containerOf(pod: PodFact, name: string): ContainerFact | undefined {
  return [...pod.initContainers, ...pod.containers].find((container) => container.name === name);
}

/** The instants of a run are whole seconds, those of its lines are not; a line may come a moment late. */
const SECOND_MS = 1_000;
const LATE_MS = 500;

/**
 * The kubelet knows of a restart before the API server does: what it gives out as the previous log may be that of a run
 * that we have not heard of yet. Its lines are then all too young, or those of the run before all too old.
 */
export function isOfRun(
  { run, atMs, startedMs }: WantedLog,
  { firstMs, lastMs }: { readonly firstMs: EpochMs; readonly lastMs: EpochMs },
): boolean {
  const beganMs = startedMs ?? 0;
  if (lastMs < beganMs) return false;
  return run === 'running' || atMs === 0 || firstMs < atMs + SECOND_MS + LATE_MS;
}
