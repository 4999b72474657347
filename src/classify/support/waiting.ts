import type { ContainerState, ServicePod, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { waitingEvidence } from './evidence.ts';
import { liveContainers, waitingSinceMs } from './pods.ts';
import { standing } from './standing.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
} from './subject.ts';

/** What a container that does not start says. */
type WaitingState = ContainerState & { readonly kind: 'waiting' };

/**
 * One finding for each container that waits for a reason which another try does not cure, so none is awaited. `read`
 * gives further placeholders, or undefined when the reason is not the rule's own.
 */
export function waitingFindings(
  pods: readonly ServicePod[],
  read: (state: WaitingState, at: PlacedContainer) => Readonly<Record<string, string>> | undefined,
): readonly Finding[] {
  return liveContainers(pods).flatMap((at): readonly Finding[] => {
    const { state } = at.container;
    const words = state.kind === 'waiting' ? read(state, at) : undefined;
    if (state.kind !== 'waiting' || words === undefined) return [];
    const sinceMs = waitingSinceMs(at.pod, at.container);
    return [
      standing({
        subject: containerSubject(at),
        reason: kubectlReason(at.container, state.reason),
        details: { ...containerDetails(at), ...words },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
      }),
    ];
  });
}

/** The same for a reason that the next try may cure: only a container that has waited for so long is told. */
export function lastingWaits(
  { pods, clock }: Pick<ServiceSnapshot, 'pods' | 'clock'>,
  dwellMs: number,
  read: (state: WaitingState, at: PlacedContainer) => Readonly<Record<string, string>> | undefined,
): readonly Finding[] {
  return waitingFindings(pods, read).filter(({ sinceMs }) => clock.atLeast(sinceMs, dwellMs));
}
