// Pods that were ended as a whole, or not let in by their node: `status.reason` says why, and no container does.
import type { EpochMs, PodFact, ServicePod, WorkloadReference } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot, Severity } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import { quoted } from './repeated-warnings.ts';
import { windowMs } from './stability.ts';
import { podDetails, podSubject } from './subject.ts';

/** Whoever owns the pod makes another one; that one or two were ended is then history. */
const MIN_REPEATS = 3;
const HOUR_MS = 3_600_000;
const STEADY_ENDS = 6;
/** A steady rate, as with restarts: six ends in six hours. */
const STEADY_MS = 6 * HOUR_MS;
/** At that rate the next one is due after an hour. */
const QUIET_MS = HOUR_MS;
/** Who looks in the morning finds the night. */
const SHOWN_MS = 24 * HOUR_MS;

/** What a rule makes of the ends that it takes for its own. */
export interface EndReading {
  /** Undefined when the pod was ended for another reason. */
  readonly read: (
    pod: PodFact,
    workload: WorkloadReference,
  ) => Readonly<Record<string, string>> | undefined;
  /** How bad it is if it goes on; the rule's own severity if not given. Where nothing makes a new pod, it is that. */
  readonly repeated?: Severity;
  /** Whether one that was made good is told as history. */
  readonly isHistory?: boolean;
}

type Inputs = RuleSnapshot<'pods'>;

/** One finding for each pod that was ended: by itself, where nothing makes a new one, else together with its siblings. */
export function endedFindings(snapshot: Inputs, reading: EndReading): readonly Finding[] {
  const ended = snapshot.once(endedByKubelet).flatMap((servicePod): readonly EndedPod[] => {
    const details = reading.read(servicePod.pod, servicePod.workload);
    return details === undefined ? [] : [{ servicePod, details }];
  });
  const groups = Map.groupBy(ended, ({ servicePod: { workload } }) =>
    [workload.kind, workload.name].join('\n'),
  );
  return [...groups.values()].flatMap((group) => groupFindings(group, reading, snapshot));
}

interface EndedPod {
  readonly servicePod: ServicePod;
  readonly details: Readonly<Record<string, string>>;
}

function endedByKubelet({ pods }: Inputs): readonly ServicePod[] {
  return pods.filter(({ pod: { phase, statusReason, deletionMs } }) => {
    return phase === 'Failed' && statusReason !== '' && deletionMs === undefined;
  });
}

function groupFindings(
  group: readonly EndedPod[],
  { repeated, isHistory = false }: EndReading,
  snapshot: Inputs,
): readonly Finding[] {
  const goesOn = isRepeated(group, snapshot);
  return group.flatMap((it): readonly Finding[] => {
    const { pod } = it.servicePod;
    if (pod.owner === undefined) return [{ ...endFinding(it), state: 'active' }];
    // Whether a Job makes up for it, the Job says.
    if (goesOn && pod.owner.kind !== 'Job') {
      return [{ ...endFinding(it), state: 'active', ...(repeated && { severity: repeated }) }];
    }
    if (!isHistory || snapshot.clock.atLeast(endMs(pod), SHOWN_MS)) return [];
    const isOld = snapshot.clock.atLeast(endMs(pod), windowMs(snapshot.thresholds));
    return [{ ...endFinding(it), state: 'recovered', severity: isOld ? 'info' : 'warning' }];
  });
}

function isRepeated(group: readonly EndedPod[], { clock, thresholds }: Inputs): boolean {
  if (group.length < MIN_REPEATS) return false;
  function within(durationMs: number): number {
    return group.filter(({ servicePod: { pod } }) => !clock.atLeast(endMs(pod), durationMs)).length;
  }
  if (within(windowMs(thresholds)) >= MIN_REPEATS) return true;
  return within(STEADY_MS) >= STEADY_ENDS && within(QUIET_MS) > 0;
}

function endFinding({ servicePod, details }: EndedPod): Omit<Finding, 'state'> {
  const { pod } = servicePod;
  const sinceMs = endMs(pod);
  return {
    subject: podSubject(servicePod),
    confidence: 'confirmed',
    reason: pod.statusReason,
    details: { ...podDetails(servicePod), node: pod.nodeName, next: nextWords(pod), ...details },
    evidence: endEvidence(pod, sinceMs),
    sinceMs,
    lastMs: sinceMs,
    count: 1,
  };
}

/** What becomes of an ended pod. */
function nextWords({ owner }: PodFact): string {
  if (owner === undefined) return 'Nothing owns the pod, so nothing makes a new one';
  return owner.kind === 'Job'
    ? 'Whether another try is made, the Job decides'
    : 'A new pod is made in its place';
}

function endEvidence({ name, ...pod }: PodFact, timeMs: EpochMs): readonly Evidence[] {
  const about = { kind: 'Pod', name, timeMs };
  return [
    fieldEvidence({ ...about, field: 'status.reason', value: pod.statusReason }),
    fieldEvidence({ ...about, field: 'status.message', value: pod.statusMessage }),
  ].filter(({ value }) => value !== '');
}

/** What the kubelet says of the end, for a sentence that quotes it. */
export function endQuote({ statusReason, statusMessage }: PodFact): string {
  return quoted(statusMessage === '' ? statusReason : statusMessage);
}

/** The newest change of a condition or end of a container; the end itself has no time. */
function endMs(pod: PodFact): EpochMs {
  const changes = pod.conditions.map(({ sinceMs }) => sinceMs);
  const ends = pod.containers.map(({ state }) =>
    state.kind === 'terminated' ? state.finishedMs : undefined,
  );
  return Math.max(...[pod.createdMs, ...changes, ...ends].filter((ms) => ms !== undefined));
}
