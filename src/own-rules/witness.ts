// What may speak for a rule of the platform team: a state of a container, the end of a run, an Event, a line of a log.

import { lastReadySinceMs } from '../classify/support/controllers.ts';
import { type CrashedContainer, crashedContainers } from '../classify/support/crash-findings.ts';
import { areCurrent, eventsAbout, newest } from '../classify/support/events.ts';
import { liveContainers, waitingSinceMs } from '../classify/support/pods.ts';
import { stablePullReason } from '../classify/support/pulls.ts';
import type { PlacedContainer } from '../classify/support/subject.ts';
import type { Confidence, RuleSnapshot } from '../classify/types.ts';
import type {
  EventFact,
  LogCaptureFact,
  PodFact,
  RuleMatch,
  TerminationFact,
} from '../facts/index.ts';
import type { Pattern } from './pattern.ts';

/** What all rules of the platform team read. */
export const OWN_INPUTS = ['pods', 'events', 'workloads', 'logs'] as const;
/** A snapshot as they see it. */
export type OwnSnapshot = RuleSnapshot<(typeof OWN_INPUTS)[number]>;

/** What a rule looks for, with its patterns compiled. */
export interface CompiledMatch {
  readonly match: RuleMatch;
  readonly message?: Pattern;
  readonly log?: Pattern;
  readonly container?: Pattern;
}

/** Looks for the patterns of one rule, within what one look may cost. */
export interface Searches {
  readonly message?: (text: string) => boolean;
  readonly log?: (text: string) => boolean;
}

/** A container with its crashes, if it has any. */
export interface Candidate {
  readonly at: PlacedContainer;
  readonly crashed: CrashedContainer | undefined;
}

/** A line of the last words of a run. */
export interface SaidLine {
  readonly capture: LogCaptureFact;
  readonly line: string;
}

const LOOP = 'CrashLoopBackOff';
/** Most errors of a start are gone at the next try: the kubelet tries again within seconds. */
const WAITING_DWELL_MS = 60_000;

/** The containers that a rule may be about. */
export function candidates(
  { match, container }: CompiledMatch,
  { once }: OwnSnapshot,
): readonly Candidate[] {
  const crashes = new Map(once(crashedContainers).map((it) => [it.container, it]));
  return once(liveContainers)
    .filter((at) => isOfKind(match, at.servicePod.workload.kind))
    .filter((at) => container?.isWhole(at.container.name) ?? true)
    .map((at) => ({ at, crashed: crashes.get(at.container) }));
}

/** Whether the rule asks for workloads of this kind. */
export function isOfKind({ workloadKinds }: RuleMatch, kind: string): boolean {
  return workloadKinds?.includes(kind) ?? true;
}

/** What a pattern found is inferred; a field or an Event of that reason says so itself. */
export function confidenceOf({ messagePattern, logPattern }: RuleMatch): Confidence {
  return messagePattern === undefined && logPattern === undefined ? 'confirmed' : 'likely';
}

/** Whether the container waits for one of these reasons, and not only for a moment. */
export function waitsFor(
  candidate: Candidate,
  reasons: readonly string[],
  { clock }: OwnSnapshot,
): boolean {
  if (reasons.includes(LOOP) && isInLoop(candidate)) return true;
  const { pod, container } = candidate.at;
  const { state } = container;
  if (state.kind !== 'waiting' || state.reason === LOOP) return false;
  if (!reasons.map(stablePullReason).includes(stablePullReason(state.reason))) return false;
  return clock.atLeast(waitingSinceMs(pod, container), WAITING_DWELL_MS);
}

/** Between its runs a loop says so and during them it does not: it is one all the time. */
export function isInLoop({ crashed }: Candidate): boolean {
  return crashed?.history.state === 'active' && crashed.history.isLoop;
}

/** The crashes of the present loop that ended as asked for, newest last. */
export function endsOf(
  { crashed }: Candidate,
  { terminatedReasons, exitCodes }: RuleMatch,
): readonly TerminationFact[] {
  return (crashed?.history.crashes ?? []).filter(
    ({ reason, exitCode }) =>
      (terminatedReasons?.includes(reason) ?? true) && (exitCodes?.includes(exitCode) ?? true),
  );
}

/** The current Events of these reasons about the pod as a whole or the container. */
export function eventsOf(
  { at: { pod, container } }: Candidate,
  reasons: readonly string[],
  snapshot: OwnSnapshot,
): readonly EventFact[] {
  const told = eventsAbout(snapshot, pod).filter(
    ({ reason, involved }) =>
      reasons.includes(reason) && ['', container.name].includes(involved.container),
  );
  return areCurrent(told, snapshot.clock) && !hasComeRight(pod, told) ? told : [];
}

/** A pod that has become ready since has what the events tell of behind it. */
export function hasComeRight(pod: PodFact, events: readonly EventFact[]): boolean {
  const readyMs = lastReadySinceMs(pod);
  return readyMs !== undefined && readyMs >= (newest(events)?.lastMs ?? 0);
}

/** The line of the container's last words that fits. */
export function lineOf(
  { at: { pod, container } }: Candidate,
  isFound: (text: string) => boolean,
  { logs }: OwnSnapshot,
): SaidLine | undefined {
  const capture = logs.find((it) => it.podUid === pod.uid && it.container === container.name);
  const line = capture?.lines.find(isFound);
  return capture === undefined || line === undefined ? undefined : { capture, line };
}
