import type { Finding, RuleSnapshot } from '../types.ts';
import { waitingEvidence } from './evidence.ts';
import { waitingSinceMs } from './pods.ts';
import { stablePullReason } from './pulls.ts';
import { quoted } from './repeated-warnings.ts';
import { standing } from './standing.ts';
import { containerDetails, containerSubject, kubectlReason } from './subject.ts';
import { waitingContainers } from './waiting.ts';

/** Waiting reasons of a start that goes on, and of a crash, which has an exit code to be named by. */
const BENIGN_REASONS = ['', 'ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];
/** Most errors of a start are gone at the next try: the kubelet tries again within seconds. */
const WAITING_DWELL_MS = 60_000;

/** Containers that wait for an odd reason, whatever it is, in the words of the kubelet. */
export function oddWaits({ once, clock }: RuleSnapshot<'pods'>): readonly Finding[] {
  return once(waitingContainers).flatMap((at) => {
    const { state } = at;
    const { name } = at.container;
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (BENIGN_REASONS.includes(state.reason) || !clock.atLeast(sinceMs, WAITING_DWELL_MS))
      return [];
    const raw = quoted(state.message === '' ? state.reason : state.message);
    return [
      standing({
        subject: containerSubject(at),
        reason: kubectlReason(at.container, stablePullReason(state.reason)),
        details: { ...containerDetails(at), what: `Container "${name}" does not start`, raw },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
      }),
    ];
  });
}
