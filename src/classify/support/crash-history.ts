import type {
  Clock,
  ContainerFact,
  EpochMs,
  PodFact,
  ServiceSnapshot,
  TerminationFact,
  Thresholds,
} from '../../facts/index.ts';
import type { Severity } from '../types.ts';
import { endsWithSuccess } from './pods.ts';
import { commonEnd, endOf } from './run-ends.ts';
import { hasRunFor, isInWindow, isStable, MAX_STABLE_MS, runMs, windowMs } from './stability.ts';

// When do crashes count? A loop has three faces (terminated, CrashLoopBackOff, running and ready), and the answer must
// not change with them. So nothing here asks which face it is, but two questions that stay answered:
//
//   Is it a loop? Two crashes linked by a run that was not stable (under ten minutes), or three in the window. The list
//   of finished runs is at most five long and starts empty with the operator, so three other witnesses are heard: the
//   kubelet says CrashLoopBackOff; it held the container back before the present run (only a second crash is held back);
//   the pod is younger than the window, so all its restarts lie inside.
//   Is it over? Only when the container has run for `requiredStableMs`.
//
// A loop is therefore active from its second crash until it has run long enough, whatever length its runs have. One crash
// alone is history at once, since the first restart comes a second later; only if the container stays down is it active.
//
// Slower loops, with runs of ten minutes and more, are active at a steady rate of six in six hours, until the container
// has run for twice as long as it lately did. Their window holds one crash, so their cause is read from all known runs:
// it is the end that more than half of them had.
//
// Where the kubelet tells how often a container was restarted and nothing else, as after its old containers were cleaned
// away, the number and the age of the pod have to do.

/** Nothing starts it again, but another pod may take its place: so long that is no outage. */
const DOWN_DWELL_MS = 20_000;
/** The first restart comes 1 s after the first exit, on a node with much to do 25 s: one crash is no outage so long. */
const RESTART_DWELL_MS = 60_000;
/** The kubelet's first pause is 10 s from the exit; time stamps are whole seconds. */
const MIN_PAUSE_MS = 9_000;
/** Its longest is 300 s; more than a minute above that is not a back-off, but a node that was away. */
const MAX_PAUSE_MS = 360_000;
const HOUR_MS = 3_600_000;
/** Six in six hours, as far as five finished runs can tell: four of the five gaps. */
const STEADY_SPAN_MS = 6 * HOUR_MS * (4 / 5);
export const STEADY_CRASHES = 6;
const KNOWN_RUNS = 5;
/** Of two runs that ended differently neither end is the usual one yet. */
const MIN_MIXED_RUNS = 3;
/** Twice the longest average pause that counts as a steady rate. */
const QUIET_MS = 2 * HOUR_MS;

/** What the crashes of one container amount to. */
export interface CrashHistory {
  readonly state: 'active' | 'recovered';
  /** Only when it differs from the rule's own: history outside the window, and Jobs that still retry. */
  readonly severity?: Severity;
  /** True when the container has crashed again and again: kubectl says CrashLoopBackOff between the runs. */
  readonly isLoop: boolean;
  /** True for a slow loop whose runs ended in such different ways that no cause stands for it. */
  readonly isMixed: boolean;
  /** The crashes a cause may be read from, oldest first: those in the window, else the newest alone. */
  readonly crashes: readonly TerminationFact[];
  readonly sinceMs: EpochMs;
  readonly lastMs: EpochMs;
  /** Failed runs over the life of the pod. */
  readonly count: number;
}

/** One container and what else the judgement of its crashes takes. */
interface Case extends Pick<ServiceSnapshot, 'clock' | 'thresholds'> {
  readonly pod: PodFact;
  readonly container: ContainerFact;
  readonly crashes: readonly TerminationFact[];
}

/** Undefined when the container has not crashed, or when its crashes are somebody else's affair. */
export function crashHistory(
  pod: PodFact,
  container: ContainerFact,
  { clock, thresholds }: Pick<ServiceSnapshot, 'clock' | 'thresholds'>,
): CrashHistory | undefined {
  if (isRetriedElsewhere(pod, container)) return undefined;
  const crashes = container.terminations.filter((run) => isCrash(run, pod, container));
  const last = crashes.at(-1);
  if (last === undefined) return undefined;
  const it: Case = { pod, container, crashes, clock, thresholds };
  const recent = crashes.filter((run) => isInWindow(run, clock, thresholds));
  const isLoop = loops(it, recent.length);
  const isSlow = isSteady(it);
  const isActive = !hasPassed(pod, container) && (isSlow || isGoingOn(it, isLoop, last));
  return {
    state: isActive ? 'active' : 'recovered',
    ...severityOf(it, isActive, recent.length > 0),
    isLoop,
    ...causeOf(it, recent, isSlow),
    lastMs: last.finishedMs ?? pod.createdMs,
    count: Math.max(crashes.length, failedRuns(pod, container)),
  };
}

/** What may tell the cause, and since when. */
function causeOf(
  { pod, crashes }: Case,
  recent: readonly TerminationFact[],
  isSlow: boolean,
): Pick<CrashHistory, 'isMixed' | 'crashes' | 'sinceMs'> {
  const usual = isSlow ? commonEnd(crashes) : undefined;
  const telling = usual === undefined ? recent : crashes.filter((run) => endOf(run) === usual);
  const begin = isSlow ? crashes[0] : crashes.at(-linkedCrashes(crashes));
  return {
    isMixed: isSlow && usual === undefined && crashes.length >= MIN_MIXED_RUNS,
    crashes: telling.length > 0 ? telling : crashes.slice(-1),
    sinceMs: begin?.finishedMs ?? pod.createdMs,
  };
}

/**
 * True while the container counts as being in a crash loop, also in the moments in which it runs and is ready. A pod
 * with such a container does not serve.
 */
export function isLooping(
  container: ContainerFact,
  pod: PodFact,
  thresholds: Thresholds,
  clock: Clock,
): boolean {
  if (isRestartedUnseen(pod, container, clock)) return true;
  return crashHistory(pod, container, { clock, thresholds })?.state === 'active';
}

/** Whether the container is restarted steadily, and only the number of restarts is left of it. */
export function isRestartedUnseen(
  { createdMs }: PodFact,
  container: ContainerFact,
  clock: Clock,
): boolean {
  const { state, restartCount, terminations } = container;
  if (state.kind !== 'running' || state.startedMs === undefined) return false;
  if (restartCount < STEADY_CRASHES || terminations.at(-1)?.finishedMs !== undefined) return false;
  // Many restarts long ago make a high average too: what tells them apart is that the container has run since.
  return (
    !clock.atLeast(createdMs, restartCount * HOUR_MS) && !hasRunFor(container, clock, QUIET_MS)
  );
}

/**
 * A Job makes a new pod for a failed one that is not restarted in place: whether that ends well, the Job says. A sidecar
 * is restarted in place all the same, until the work is done.
 */
function isRetriedElsewhere(
  { owner, restartPolicy, containers }: PodFact,
  { kind }: ContainerFact,
): boolean {
  if (owner?.kind !== 'Job' || restartPolicy !== 'Never') return false;
  return kind !== 'sidecar' || containers.every(({ state }) => state.kind === 'terminated');
}

function isCrash(run: TerminationFact, pod: PodFact, container: ContainerFact): boolean {
  return run.exitCode !== 0 || run.signal !== 0 || !endsWithSuccess(pod, container);
}

function isGoingOn(it: Case, isLoop: boolean, last: TerminationFact): boolean {
  if (staysDown(it, last)) return true;
  return isLoop && !isStable(it.container, it.clock, it.thresholds);
}

function loops(it: Case, inWindow: number): boolean {
  return (
    linkedCrashes(it.crashes) >= 2 ||
    inWindow >= 3 ||
    isBackingOff(it.container) ||
    wasHeldBack(it) ||
    (isYoung(it) && failedRuns(it.pod, it.container) >= 2)
  );
}

/** How many of the newest crashes follow each other without a stable run between them. */
function linkedCrashes(crashes: readonly TerminationFact[]): number {
  const stable = crashes.findLastIndex((run) => runMs(run) >= MAX_STABLE_MS);
  return stable === -1 ? crashes.length : crashes.length - stable;
}

function isBackingOff({ state }: ContainerFact): boolean {
  return state.kind === 'waiting' && state.reason === 'CrashLoopBackOff';
}

/** The pause before the present run is the kubelet's own memory of the loop. A lost node (255) makes pauses too. */
function wasHeldBack({ container, crashes }: Case): boolean {
  const last = crashes.at(-1);
  if (container.restartCount < 2 || container.state.kind !== 'running') return false;
  if (last?.finishedMs === undefined || last.exitCode === 255) return false;
  const pauseMs = (container.state.startedMs ?? 0) - last.finishedMs;
  return pauseMs >= MIN_PAUSE_MS && pauseMs <= MAX_PAUSE_MS;
}

function isYoung({ pod, clock, thresholds }: Case): boolean {
  return !clock.atLeast(pod.createdMs, windowMs(thresholds));
}

/**
 * The kubelet counts a restart when the next run begins, so a container that is down has ended once more. That end may
 * be the success which the others were tries for.
 */
function failedRuns(pod: PodFact, container: ContainerFact): number {
  const { restartCount, state } = container;
  return state.kind === 'running' || hasPassed(pod, container) ? restartCount : restartCount + 1;
}

/** It has done its work, and stays down for that reason: as an init container, or as one of several of a Job. */
function hasPassed(pod: PodFact, container: ContainerFact): boolean {
  return container.state.kind === 'terminated' && !isCrash(container.state, pod, container);
}

function staysDown({ pod, container, clock }: Case, last: TerminationFact): boolean {
  if (container.state.kind !== 'terminated' || last.finishedMs === undefined) return false;
  const isStartedAgain = pod.restartPolicy !== 'Never' || container.kind === 'sidecar';
  return clock.atLeast(last.finishedMs, isStartedAgain ? RESTART_DWELL_MS : DOWN_DWELL_MS);
}

/**
 * Only where one of the last three runs took ten minutes and more: for shorter ones `isStable` is the better judge. Not
 * the last run alone is asked, else a loop whose runs take now eight minutes and now twelve would be over each time.
 */
function isSteady(it: Case): boolean {
  const longest = Math.max(...it.crashes.slice(-3).map(runMs));
  if (longest < MAX_STABLE_MS || !isFrequent(it)) return false;
  return !hasRunFor(it.container, it.clock, 2 * longest);
}

function isFrequent({ pod, container, crashes, clock }: Case): boolean {
  if (container.restartCount < STEADY_CRASHES) return false;
  if (crashes.length < KNOWN_RUNS) {
    // Too few are known, so the average over the pod's life has to do: at least one an hour.
    return !clock.atLeast(pod.createdMs, container.restartCount * HOUR_MS);
  }
  const [oldest, newest] = [crashes.at(-KNOWN_RUNS)?.finishedMs, crashes.at(-1)?.finishedMs];
  if (oldest === undefined || newest === undefined) return false;
  return newest - oldest <= STEADY_SPAN_MS;
}

function severityOf(it: Case, isActive: boolean, isRecent: boolean): { severity?: Severity } {
  if (isActive) return activeSeverity(it.pod);
  return { severity: isRecent ? 'warning' : 'info' };
}

/** A Job that restarts its container in place still retries: whether that ends well, the Job says. */
export function activeSeverity({ owner }: PodFact): { readonly severity?: Severity } {
  return owner?.kind === 'Job' ? { severity: 'warning' } : {};
}
