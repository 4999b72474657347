import type { ContainerState } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
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

/** A container that waits for something, if only for its turn. */
interface WaitingContainer extends PlacedContainer {
  readonly state: WaitingState;
}

/** All containers of the live pods that wait. */
export function waitingContainers({ once }: RuleSnapshot<'pods'>): readonly WaitingContainer[] {
  return once(liveContainers).flatMap((at) => {
    const { state } = at.container;
    return state.kind === 'waiting' ? [{ ...at, state }] : [];
  });
}

/**
 * One finding for each container that waits for a reason which another try does not cure, so none is awaited. `read`
 * gives further placeholders, or undefined when the reason is not the rule's own.
 */
export function waitingFindings(
  { once }: RuleSnapshot<'pods'>,
  read: (state: WaitingState, at: PlacedContainer) => Readonly<Record<string, string>> | undefined,
): readonly Finding[] {
  return once(waitingContainers).flatMap((at) => {
    const words = read(at.state, at);
    if (words === undefined) return [];
    const sinceMs = waitingSinceMs(at.pod, at.container);
    return [
      standing({
        subject: containerSubject(at),
        reason: kubectlReason(at.container, at.state.reason),
        details: { ...containerDetails(at), ...words },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
      }),
    ];
  });
}

/** The same for a reason that the next try may cure: only a container that has waited for so long is told. */
export function lastingWaits(
  snapshot: RuleSnapshot<'pods'>,
  dwellMs: number,
  read: (state: WaitingState, at: PlacedContainer) => Readonly<Record<string, string>> | undefined,
): readonly Finding[] {
  return waitingFindings(snapshot, read).filter(({ sinceMs }) =>
    snapshot.clock.atLeast(sinceMs, dwellMs),
  );
}
