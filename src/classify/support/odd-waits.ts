import type { ContainerState, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { waitingEvidence } from './evidence.ts';
import { liveContainers, waitingSinceMs } from './pods.ts';
import { stablePullReason } from './pulls.ts';
import { quoted } from './repeated-warnings.ts';
import { standing } from './standing.ts';
import { containerDetails, containerSubject, kubectlReason } from './subject.ts';

/** Waiting reasons of a start that goes on, and of a crash, which has an exit code to be named by. */
const BENIGN_REASONS = ['', 'ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];
/** Most errors of a start are gone at the next try: the kubelet tries again within seconds. */
const WAITING_DWELL_MS = 60_000;

/** Containers that wait for an odd reason, whatever it is, in the words of the kubelet. */
export function oddWaits({
  pods,
  clock,
}: Pick<ServiceSnapshot, 'pods' | 'clock'>): readonly Finding[] {
  return liveContainers(pods).flatMap((at) => {
    const { state, name } = at.container;
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (!isOdd(state) || !clock.atLeast(sinceMs, WAITING_DWELL_MS)) return [];
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

function isOdd(state: ContainerState): state is ContainerState & { readonly kind: 'waiting' } {
  return state.kind === 'waiting' && !BENIGN_REASONS.includes(state.reason);
}
