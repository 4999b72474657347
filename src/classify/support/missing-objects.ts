import type { Finding, RuleSnapshot } from '../types.ts';
import { waitingEvidence } from './evidence.ts';
import { waitingSinceMs } from './pods.ts';
import { standing } from './standing.ts';
import { containerDetails, containerSubject, kubectlReason } from './subject.ts';
import { waitingContainers } from './waiting.ts';

/** Objects applied together arrive within seconds, in any order; the kubelet tries again by itself. */
export const APPLY_DWELL_MS = 20_000;

/** The kubelet's wording in the state of a container; that for volumes is the same. */
const MISSING = {
  configmap: /configmap "([a-z0-9.-]{1,253})" not found/,
  secret: /secret "([a-z0-9.-]{1,253})" not found/,
} as const;

type MissingKind = keyof typeof MISSING;

/** The kubelet's reason for a container whose variables it cannot fill in. */
const CONFIG_ERROR = 'CreateContainerConfigError';

type Inputs = RuleSnapshot<'pods'>;

/** Details of what the kubelet misses, from its message; undefined when the message is about something else. */
export type ReadMessage = (message: string) => Readonly<Record<string, string>> | undefined;

/** Containers that cannot start because an object of this kind does not exist. */
export function missingObjects(snapshot: Inputs, kind: MissingKind): readonly Finding[] {
  return missingInputs(snapshot, (message) => {
    const name = MISSING[kind].exec(message)?.[1];
    return name === undefined ? undefined : { name };
  });
}

/** Containers that cannot start because something they take their settings from is missing. */
export function missingInputs({ once, clock }: Inputs, read: ReadMessage): readonly Finding[] {
  return once(waitingContainers).flatMap((at) => {
    const missing = at.state.reason === CONFIG_ERROR ? read(at.state.message) : undefined;
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (missing === undefined || !clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
    return [
      standing({
        subject: containerSubject(at),
        reason: kubectlReason(at.container, CONFIG_ERROR),
        details: { ...containerDetails(at), ...missing },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
      }),
    ];
  });
}
