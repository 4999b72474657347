import type { EventFact } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import { containerEvents, newest } from './events.ts';
import { eventEvidence, waitingEvidence } from './evidence.ts';
import { waitingSinceMs } from './pods.ts';
import { type PullFamily, pullFamily } from './pull-families.ts';
import { steadyPullText } from './pull-text.ts';
import { registryOf } from './registry.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
} from './subject.ts';
import { waitingContainers } from './waiting.ts';

/** Waiting reasons of the kubelet that mean "the pull failed". They take turns, so they are one for us. */
const PULL_REASONS = ['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable'];

/** A single timeout is often gone at the second try, which comes 10 to 15 s after the first. Two failed tries are told. */
const RETRY_DWELL_MS = 30_000;

/** A container that waits for an image it does not get. */
export interface FailedPull extends PlacedContainer {
  /** The text that names the cause. */
  readonly message: string;
  readonly family: PullFamily | undefined;
  readonly event?: EventFact;
}

/** One finding for each container whose pull fails for a reason of this family; `words` fills its further placeholders. */
export function pullFindings(
  snapshot: RuleSnapshot<'pods' | 'events'>,
  family: PullFamily,
  words: (pull: FailedPull) => Readonly<Record<string, string>> = () => ({}),
): readonly Finding[] {
  return snapshot
    .once(failedPulls)
    .filter((pull) => pull.family === family)
    .map((pull) => pullFinding(pull, words(pull)));
}

/** The same for reasons that may be gone at the next try. */
export function lastingPullFindings(
  snapshot: RuleSnapshot<'pods' | 'events'>,
  family: PullFamily,
  words?: (pull: FailedPull) => Readonly<Record<string, string>>,
): readonly Finding[] {
  return pullFindings(snapshot, family, words).filter(({ sinceMs }) =>
    snapshot.clock.atLeast(sinceMs, RETRY_DWELL_MS),
  );
}

/** kubectl shows ErrImagePull during each try and ImagePullBackOff between them: one word for both. */
export function stablePullReason(reason: string): string {
  return PULL_REASONS.includes(reason) ? 'ImagePullBackOff' : reason;
}

/** Containers that wait for an image they do not get, whatever the reason. */
export function failedPulls(snapshot: RuleSnapshot<'pods' | 'events'>): readonly FailedPull[] {
  // The pods of a workload get the same answer.
  const families = new Map<string, PullFamily | undefined>();
  function familyOf(message: string): PullFamily | undefined {
    if (!families.has(message)) families.set(message, pullFamily(message));
    return families.get(message);
  }
  return snapshot.once(waitingContainers).flatMap((at) => {
    const { reason, message } = at.state;
    if (!PULL_REASONS.includes(reason)) return [];
    const event = newest(pullEvents(snapshot, at));
    const family = familyOf(message);
    if (event === undefined) return [{ ...at, message, family }];
    return family === undefined
      ? [{ ...at, message: event.message, family: familyOf(event.message), event }]
      : [{ ...at, message, family, event }];
  });
}

/** Before 1.32 the kubelet's waiting message did not repeat the cause; the event of each try always had it. */
function pullEvents(snapshot: RuleSnapshot<'events'>, { pod, container }: PlacedContainer) {
  return containerEvents(snapshot, pod, container.name).filter(
    ({ reason, message }) => reason === 'Failed' && message.startsWith('Failed to pull image'),
  );
}

export function pullFinding(
  pull: FailedPull,
  words: Readonly<Record<string, string>> = {},
): Finding {
  const { pod, container, event } = pull;
  const sinceMs = waitingSinceMs(pod, container);
  return {
    subject: containerSubject(pull),
    confidence: 'confirmed',
    state: 'active',
    reason: kubectlReason(container, 'ImagePullBackOff'),
    details: {
      ...containerDetails(pull),
      registry: registryOf(container.image),
      node: pod.nodeName,
      ...words,
    },
    evidence: pullEvidence(pull),
    sinceMs,
    lastMs: event?.lastMs ?? sinceMs,
    count: event?.count ?? 1,
  };
}

/** The event of the try is quoted where there is one: the waiting message gets a prefix between the tries. */
function pullEvidence({ pod, container, event }: FailedPull): readonly Evidence[] {
  if (event !== undefined) {
    return [eventEvidence({ ...event, message: steadyPullText(event.message) })];
  }
  const { state } = container;
  if (state.kind !== 'waiting') return [];
  const message = steadyPullText(state.message);
  return waitingEvidence(pod, { ...container, state: { ...state, message } });
}
