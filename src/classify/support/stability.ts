import type { Clock, ContainerFact, TerminationFact, Thresholds } from '../../facts/index.ts';

/** The least time a container must run after a crash: shorter runs are what a loop looks like. */
const MIN_STABLE_MS = 60_000;
/** The most: after ten minutes of running the kubelet forgets its back-off too. */
export const MAX_STABLE_MS = 600_000;
/** Runs looked back at. */
const RUNS = 3;

/** How long a finished run took. A container that never started has run for nothing, whatever its time stamps say. */
export function runMs({ reason, startedMs, finishedMs }: TerminationFact): number {
  if (reason === 'StartError' || reason === 'ContainerCannotRun') return 0;
  if (startedMs === undefined || finishedMs === undefined) return 0;
  return Math.max(0, finishedMs - startedMs);
}

/**
 * How long the container must have run to count as up again: twice the longest of its last three runs, at least a
 * minute, at most ten. A run of ten minutes or more was stable itself and says nothing about the next one.
 */
export function requiredStableMs(container: ContainerFact): number {
  const runs = container.terminations.slice(-RUNS).map(runMs);
  const unstable = runs.filter((length) => length < MAX_STABLE_MS);
  return Math.min(MAX_STABLE_MS, Math.max(MIN_STABLE_MS, ...unstable.map((length) => 2 * length)));
}

/**
 * True when nothing in the window speaks against the container, or it has run long enough since. An init container
 * that has finished is stable. Says nothing about readiness: a container that never ran is stable too.
 */
export function isStable(container: ContainerFact, clock: Clock, thresholds: Thresholds): boolean {
  const last = lastTermination(container);
  if (last === undefined || isFinishedInit(container)) return true;
  if (hasRunFor(container, clock, requiredStableMs(container))) return true;
  // Not in the window and still down is not stable; not in the window and running was answered above.
  return container.state.kind === 'running' && !isInWindow(last, clock, thresholds);
}

export function hasRunFor(container: ContainerFact, clock: Clock, durationMs: number): boolean {
  const { state } = container;
  if (state.kind !== 'running' || state.startedMs === undefined) return false;
  return clock.atLeast(state.startedMs, durationMs);
}

function isFinishedInit({ kind, state }: ContainerFact): boolean {
  return kind === 'init' && state.kind === 'terminated' && state.exitCode === 0;
}

/** A run whose end has no time counts as old: nothing says that it is current. */
export function isInWindow(
  { finishedMs }: TerminationFact,
  clock: Clock,
  thresholds: Thresholds,
): boolean {
  return finishedMs !== undefined && !clock.atLeast(finishedMs, windowMs(thresholds));
}

export function windowMs(thresholds: Thresholds): number {
  return thresholds.restartWindowSeconds * 1000;
}

function lastTermination(container: ContainerFact): TerminationFact | undefined {
  return container.terminations.at(-1) ?? container.last;
}
