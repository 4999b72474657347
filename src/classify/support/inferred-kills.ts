import type { RuleSnapshot } from '../types.ts';
import { type CrashClaim, type CrashedContainer, newestCrash } from './crash-findings.ts';
import { eventEvidence } from './evidence.ts';
import { probeFailure, probeKill, STOPPED_EXIT_CODES } from './probe-kills.ts';
import { probeWords } from './probe-words.ts';

/** Fewer restarts may have any other cause when the announcement of the kill is missing. */
const MIN_RESTARTS = 3;
/** A kill follows the last failed probe at once; then comes the grace period, 30 s unless configured. */
const PROBE_TO_KILL_MS = 120_000;

/** The announcement is an event and may be lost; a failed probe right before each end is nearly as good. */
export function inferredKillClaim(
  snapshot: RuleSnapshot<'events'>,
  at: CrashedContainer,
): CrashClaim | undefined {
  const failure = probeFailure(snapshot, at, 'liveness');
  if (failure === undefined || at.container.restartCount < MIN_RESTARTS) return undefined;
  if (probeKill(snapshot, at) !== undefined) return undefined;
  const run = newestCrash(at, ({ exitCode, reason, finishedMs = 0 }) => {
    if (!STOPPED_EXIT_CODES.includes(exitCode) || reason === 'OOMKilled') return false;
    return finishedMs - failure.lastMs <= PROBE_TO_KILL_MS && finishedMs >= failure.firstMs;
  });
  if (run === undefined) return undefined;
  const details = probeWords(at.container.liveness, failure.message);
  return { run, confidence: 'likely', details, evidence: [eventEvidence(failure)] };
}
