import type { TerminationFact } from '../../facts/index.ts';
import type { Confidence, Evidence, Finding, RuleSnapshot } from '../types.ts';
import { activeSeverity, type CrashHistory, crashHistory } from './crash-history.ts';
import { fieldEvidence, statusPath } from './evidence.ts';
import { liveContainers } from './pods.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
} from './subject.ts';

/** A container that has crashed. */
export interface CrashedContainer extends PlacedContainer {
  readonly history: CrashHistory;
}

/** What a rule says of the crash that it takes for its own. */
export interface CrashClaim {
  readonly run: TerminationFact;
  readonly confidence: Confidence;
  readonly details?: Readonly<Record<string, string>>;
  /** Proof beside the end of the run itself. */
  readonly evidence?: readonly Evidence[];
  /** No other try helps: until the container runs, the crash is no history, however young it is. */
  readonly isHopeless?: boolean;
}

/** All containers of the live pods that have crashed, however long ago. */
export function crashedContainers(snapshot: RuleSnapshot<'pods'>): readonly CrashedContainer[] {
  return snapshot.once(liveContainers).flatMap((at) => {
    const history = crashHistory(at.pod, at.container, snapshot);
    return history === undefined ? [] : [{ ...at, history }];
  });
}

/**
 * One finding for each container whose crashes a rule claims. A claim looks at all crashes of the loop, not only at the
 * newest, so that two causes that take turns do not make the diagnosis flip: the better one wins by `yieldsTo`. A crash
 * that has left the window is RecoveredCrash, whatever its cause was.
 */
export function crashFindings(
  snapshot: RuleSnapshot<'pods'>,
  claim: (at: CrashedContainer) => CrashClaim | undefined,
): readonly Finding[] {
  return snapshot.once(crashedContainers).flatMap((at) => {
    const claimed = claim(at);
    const finding = claimed === undefined ? undefined : crashFinding(at, claimed);
    // Of crashes only one that has left the window is an info.
    return finding === undefined || finding.severity === 'info' ? [] : [finding];
  });
}

/** The newest crash that fits. */
export function newestCrash(
  { history }: CrashedContainer,
  fits: (run: TerminationFact) => boolean,
): TerminationFact | undefined {
  return history.crashes.findLast(fits);
}

export function crashFinding(at: CrashedContainer, claim: CrashClaim): Finding {
  const { history } = at;
  return {
    subject: containerSubject(at),
    log: { run: 'ended' },
    confidence: claim.confidence,
    ...stateOf(at, claim),
    reason: crashReason(at, claim),
    details: {
      ...containerDetails(at),
      exitCode: String(claim.run.exitCode),
      ...afterwards(at),
      ...claim.details,
    },
    evidence: [...runEvidence(at, claim.run), ...(claim.evidence ?? [])],
    sinceMs: history.sinceMs,
    lastMs: history.lastMs,
    count: history.count,
  };
}

function stateOf(
  { pod, container, history }: CrashedContainer,
  { isHopeless = false }: CrashClaim,
): Pick<Finding, 'state' | 'severity'> {
  if (isHopeless && container.state.kind !== 'running') {
    return { state: 'active', ...activeSeverity(pod) };
  }
  const { state, severity } = history;
  return severity === undefined ? { state } : { state, severity };
}

/** What kubectl shows for the longest part of each cycle: the back-off of a loop, else the end of the one run. */
function crashReason(
  { pod, container, history }: CrashedContainer,
  { run, isHopeless = false }: CrashClaim,
): string {
  // The loop is certain before it is seen.
  const loops = history.isLoop || (isHopeless && pod.restartPolicy !== 'Never');
  if (loops) return kubectlReason(container, 'CrashLoopBackOff');
  if (run.reason !== '') return kubectlReason(container, run.reason);
  const plain = run.signal === 0 ? `ExitCode:${run.exitCode}` : `Signal:${run.signal}`;
  return kubectlReason(container, plain);
}

/** The end of a run is in `state` until the next one starts, and in `lastState` from then on: named as the latter. */
function runEvidence({ pod, container }: CrashedContainer, run: TerminationFact): Evidence[] {
  const path = `${statusPath(container)}.lastState.terminated`;
  const time = run.finishedMs === undefined ? {} : { timeMs: run.finishedMs };
  const about = { kind: 'Pod', name: pod.name, ...time };
  const quotes = [
    { ...about, field: `${path}.exitCode`, value: String(run.exitCode) },
    { ...about, field: `${path}.reason`, value: run.reason },
    { ...about, field: `${path}.message`, value: run.message },
  ];
  return quotes.filter(({ value }) => value !== '').map(fieldEvidence);
}

/** `next` is a sentence; `previous` makes kubectl show the log of the run before, which only a restart leaves. */
function afterwards({ pod, container }: CrashedContainer): { next: string; previous: string } {
  return pod.restartPolicy === 'Never' && container.kind !== 'sidecar'
    ? { next: 'Its restart policy is Never, so nothing starts it again', previous: '' }
    : {
        next: 'Kubernetes starts it again, after pauses that grow to five minutes',
        previous: ' --previous',
      };
}
