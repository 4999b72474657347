import type { EpochMs, EventFact, ProbeFact, TerminationFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import type { CrashClaim, CrashedContainer } from './crash-findings.ts';
import { newestCrash } from './crash-findings.ts';
import { containerEvents, newest } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { probeWords } from './probe-words.ts';
import { runMs } from './stability.ts';
import type { PlacedContainer } from './subject.ts';

/**
 * The kubelet's wording, 1.20 to 1.34; the event is of type Normal. ", will be restarted" follows where that is so, and never
 * for a sidecar: "Init container proxy failed startup probe" (kuberuntime_container.go).
 */
const KILL_TEXT = /ontainer \S{1,63} failed (liveness|startup) probe/;

/** Times of events and of container states are whole seconds, each cut off by itself. */
const ROUNDING_MS = 1000;

/** How a container ends that is told to stop: killed after the grace period, by the signal, or tidily. */
export const STOPPED_EXIT_CODES = [137, 143, 0];

export type KillingProbe = 'liveness' | 'startup';

/** An announced kill and the run that it ended. */
interface ProbeKill {
  readonly probe: KillingProbe;
  readonly event: EventFact;
  readonly run: TerminationFact;
}

/**
 * The newest kill of the container by a probe. Not every kill is announced: the kubelet limits its events about one pod
 * to 25 at once and then one in five minutes, and those about the back-off take nearly all. So one announcement also
 * speaks for later runs that ended as such a kill ends, if they were long enough for the probe to fail.
 */
export function probeKill(
  snapshot: RuleSnapshot<'events'>,
  at: CrashedContainer,
): ProbeKill | undefined {
  const kills = killEvents(snapshot, at);
  const event = newest(kills);
  const probe = event === undefined ? undefined : killingProbe(event);
  if (event === undefined || probe === undefined) return undefined;
  const run =
    newestCrash(at, (end) => kills.some((kill) => isEndedBy(end, kill))) ??
    newestCrash(at, (end) => endsAlike(end, event, at.container[probe]));
  return run === undefined ? undefined : { probe, event, run };
}

/** What the rules for both probes say of a kill. */
export function probeKillClaim(
  snapshot: RuleSnapshot<'events'>,
  at: CrashedContainer,
  probe: KillingProbe,
): CrashClaim | undefined {
  const kill = probeKill(snapshot, at);
  if (kill?.probe !== probe) return undefined;
  const failure = killingFailure(snapshot, at, kill);
  return {
    run: kill.run,
    confidence: 'confirmed',
    details: probeWords(at.container[probe], failure?.message ?? ''),
    evidence: [kill.event, failure].filter((event) => event !== undefined).map(eventEvidence),
  };
}

/**
 * The failure that the kill followed at once, where the events still tell; else the last one. A start is often refused
 * connections first and gets another answer later: the kubelet's limit on events may swallow the later one in all runs
 * but the first, and the newest event is then of no importance.
 */
function killingFailure(
  snapshot: RuleSnapshot<'events'>,
  at: PlacedContainer,
  { probe, event }: ProbeKill,
): EventFact | undefined {
  const failures = probeFailures(snapshot, at, probe);
  return (
    rightBefore(failures, event.lastMs) ?? rightBefore(failures, event.firstMs) ?? newest(failures)
  );
}

function rightBefore(failures: readonly EventFact[], killMs: EpochMs): EventFact | undefined {
  return newest(failures.filter(({ lastMs }) => Math.abs(killMs - lastMs) <= 2 * ROUNDING_MS));
}

/** The last failure of one probe of the container, which the kubelet reports as event Unhealthy. */
export function probeFailure(
  snapshot: RuleSnapshot<'events'>,
  at: PlacedContainer,
  probe: KillingProbe | 'readiness',
): EventFact | undefined {
  return newest(probeFailures(snapshot, at, probe));
}

function probeFailures(
  snapshot: RuleSnapshot<'events'>,
  { pod, container }: PlacedContainer,
  probe: KillingProbe | 'readiness',
): readonly EventFact[] {
  const start = `${probe} probe `;
  return containerEvents(snapshot, pod, container.name).filter(
    ({ reason, message }) =>
      reason === 'Unhealthy' && message.slice(0, start.length).toLowerCase() === start,
  );
}

function killEvents(snapshot: RuleSnapshot<'events'>, { pod, container }: PlacedContainer) {
  return containerEvents(snapshot, pod, container.name).filter(
    (event) => event.reason === 'Killing' && killingProbe(event) !== undefined,
  );
}

function killingProbe({ message }: EventFact): KillingProbe | undefined {
  const probe = KILL_TEXT.exec(message)?.[1];
  return probe === 'liveness' || probe === 'startup' ? probe : undefined;
}

/** An OOM kill has its own proof and its own rule, whatever the probe did meanwhile. */
function isEndedBy({ reason, startedMs, finishedMs }: TerminationFact, kill: EventFact): boolean {
  if (reason === 'OOMKilled' || finishedMs === undefined) return false;
  const isAfterFirst = finishedMs + ROUNDING_MS >= kill.firstMs;
  return isAfterFirst && (startedMs ?? 0) <= kill.lastMs + ROUNDING_MS;
}

function endsAlike(end: TerminationFact, kill: EventFact, probe: ProbeFact | undefined): boolean {
  if (end.reason === 'OOMKilled' || !STOPPED_EXIT_CODES.includes(end.exitCode)) return false;
  if (probe === undefined || (end.finishedMs ?? 0) < kill.firstMs) return false;
  // The first of the failures that count comes with the first try, so one period less.
  const tries = probe.periodSeconds * (probe.failureThreshold - 1);
  return runMs(end) + ROUNDING_MS >= 1000 * (probe.initialDelaySeconds + tries);
}
