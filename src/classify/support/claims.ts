// Pods that wait for their storage, and what is wrong with the claim.
import type { ClaimFact, EpochMs, EventFact, ServicePod } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import { areCurrent, newest } from './events.ts';
import { eventEvidence, fieldEvidence } from './evidence.ts';
import { isBeingMade, livePods, startingReason } from './pods.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject } from './subject.ts';

/** Volumes and claims that are applied together find each other at the next look of the controller, each 15 s. */
export const BIND_DWELL_MS = 30_000;

/** A pod with one of its claims. */
export interface MountedClaim {
  readonly servicePod: ServicePod;
  readonly claim: ClaimFact;
  /** The pod cannot start without it; else it runs, and had it once. */
  readonly isAwaited: boolean;
}

/** Every claim of every live pod. */
export function mountedClaims({
  once,
  claims,
}: RuleSnapshot<'pods' | 'claims'>): readonly MountedClaim[] {
  const byName = new Map(claims.map((claim) => [claim.name, claim]));
  return once(livePods).flatMap((servicePod) =>
    (servicePod.pod.claims ?? []).flatMap((name) => {
      const claim = byName.get(name);
      const isAwaited = isBeingMade(servicePod.pod);
      return claim === undefined ? [] : [{ servicePod, claim, isAwaited }];
    }),
  );
}

/** Claims without a volume that keep their pod from starting. */
export function awaitedClaims({ once }: RuleSnapshot<'pods' | 'claims'>): readonly MountedClaim[] {
  return once(mountedClaims).filter(
    ({ claim, isAwaited }) => isAwaited && claim.phase === 'Pending' && !isGoing(claim),
  );
}

function isGoing({ deletionMs }: ClaimFact): boolean {
  return deletionMs !== undefined;
}

/** Events of this reason about exactly this claim, while they are current. */
export function claimEvents(
  { uid }: ClaimFact,
  reason: string,
  { events, clock }: RuleSnapshot<'events'>,
): readonly EventFact[] {
  const found = events.filter((event) => event.involved.uid === uid && event.reason === reason);
  return areCurrent(found, clock) ? found : [];
}

/** The newest of them. */
export function claimEvent(
  claim: ClaimFact,
  reason: string,
  inputs: RuleSnapshot<'events'>,
): EventFact | undefined {
  return newest(claimEvents(claim, reason, inputs));
}

/**
 * Names the claim in a sentence that is told once for all pods of a workload: the pods of a StatefulSet have one each,
 * of a common template, and so have those with an ephemeral volume.
 */
function claimWords(name: string, pod: string): string {
  if (name.endsWith(`-${pod}`)) {
    return `of template "${name.slice(0, -pod.length - 1)}"`;
  }
  if (name.startsWith(`${pod}-`)) return `of volume "${name.slice(pod.length + 1)}"`;
  return `"${name}"`;
}

/** What a rule adds to the finding about a claim. */
interface ClaimTrouble {
  readonly details?: Readonly<Record<string, string>>;
  readonly event?: EventFact | undefined;
  readonly sinceMs?: EpochMs;
}

/** All that is found on a pod that waits for its claim follows from the claim. */
export function claimFinding(mounted: MountedClaim, trouble: ClaimTrouble): Finding {
  const { servicePod, claim, isAwaited } = mounted;
  const { pod } = servicePod;
  const awaitedMs = isAwaited ? Math.max(claim.createdMs, pod.createdMs) : claim.createdMs;
  return standing({
    subject: podSubject(servicePod),
    severity: isAwaited ? 'error' : 'warning',
    reason: isAwaited ? startingReason(pod) : claimStatus(claim),
    details: {
      ...podDetails(servicePod),
      claim: claim.name,
      which: claimWords(claim.name, pod.name),
      ...trouble.details,
    },
    evidence: [phaseEvidence(claim), ...eventQuotes(trouble.event)],
    sinceMs: trouble.sinceMs ?? awaitedMs,
    explainsPod: isAwaited,
  });
}

/** As `kubectl get pvc` shows it. */
function claimStatus(claim: ClaimFact): string {
  return isGoing(claim) ? 'Terminating' : claim.phase;
}

function phaseEvidence(claim: ClaimFact): Evidence {
  const { kind, name, deletionMs, phase, createdMs } = claim;
  if (deletionMs !== undefined) {
    const value = 'set';
    return fieldEvidence({
      kind,
      name,
      field: 'metadata.deletionTimestamp',
      value,
      timeMs: deletionMs,
    });
  }
  return fieldEvidence({ kind, name, field: 'status.phase', value: phase, timeMs: createdMs });
}

function eventQuotes(event: EventFact | undefined): readonly Evidence[] {
  return event === undefined ? [] : [eventEvidence(event)];
}
