// A container that runs for some time and dies, again and again, as a kubelet restarts it.
import { container, crashed, pod, waiting } from '../../../src/classify/support/examples.ts';
import type { ContainerFact, ContainerState, PodFact } from '../../../src/facts/index.ts';

/** When the pod of each loop was made. */
export const START_MS = 1_767_200_000_000;
/** Pauses from an exit to the next start: the first restart is not held back. */
const PAUSE_SECONDS = [1, 10, 20, 40, 80, 160, 300];
/** How long the kubelet shows `terminated` before it says CrashLoopBackOff. */
const TERMINATED_SECONDS = 12;
/** The store remembers so many finished runs. */
const REMEMBERED = 5;

/** What is known of earlier runs: what a store saw since `sinceSeconds`, or only what is in the object. */
export interface View {
  readonly sinceSeconds: number;
}

export interface Loop {
  readonly runSeconds: number;
  /** The run with this number never ends; undefined: all end. */
  readonly lastsFrom?: number;
  readonly exitCode?: number;
}

interface Run {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Pod and container at one second of the loop, as the index has them. */
export function loopAt(
  loop: Loop,
  seconds: number,
  view: View,
): { readonly pod: PodFact; readonly container: ContainerFact } {
  const runs = runsUntil(loop, seconds);
  const finished = runs.filter(({ endSeconds }) => endSeconds <= seconds);
  const seen = finished.filter(({ endSeconds }) => endSeconds >= view.sinceSeconds);
  const inObject = finished.slice(isRunning(runs, seconds) ? -1 : -2);
  const known = seen.length > inObject.length ? seen : inObject;
  const it = container({
    restartCount: runs.length - 1,
    ready: isRunning(runs, seconds),
    state: stateAt(runs, seconds, loop),
    terminations: known.slice(-REMEMBERED).map((run) => termination(run, loop)),
  });
  return { pod: pod({ createdMs: START_MS, containers: [it] }).pod, container: it };
}

function runsUntil({ runSeconds, lastsFrom }: Loop, seconds: number): readonly Run[] {
  const runs: Run[] = [];
  let startSeconds = 0;
  while (startSeconds <= seconds) {
    const lasts = lastsFrom !== undefined && runs.length >= lastsFrom;
    const endSeconds = lasts ? Number.POSITIVE_INFINITY : startSeconds + runSeconds;
    runs.push({ startSeconds, endSeconds });
    startSeconds = endSeconds + (PAUSE_SECONDS[runs.length - 1] ?? 300);
  }
  return runs;
}

function isRunning(runs: readonly Run[], seconds: number): boolean {
  return (runs.at(-1)?.endSeconds ?? 0) > seconds;
}

function stateAt(runs: readonly Run[], seconds: number, loop: Loop): ContainerState {
  const last = runs.at(-1);
  if (last === undefined) return { kind: 'none' };
  if (last.endSeconds > seconds) return { kind: 'running', startedMs: toMs(last.startSeconds) };
  if (seconds - last.endSeconds >= TERMINATED_SECONDS) return waiting('CrashLoopBackOff');
  return { kind: 'terminated', ...termination(last, loop) };
}

function termination({ startSeconds, endSeconds }: Run, { exitCode = 1 }: Loop) {
  return crashed({ exitCode, startedMs: toMs(startSeconds), finishedMs: toMs(endSeconds) });
}

function toMs(seconds: number): number {
  return START_MS + seconds * 1000;
}
