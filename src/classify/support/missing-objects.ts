import type { EventFact, ServicePod, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { areCurrent, eventsAbout } from './events.ts';
import { eventEvidence, waitingEvidence } from './evidence.ts';
import { hasStarted, liveContainers, livePods, startingReason, waitingSinceMs } from './pods.ts';
import { standing } from './standing.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
  podDetails,
  podSubject,
} from './subject.ts';

/** Objects applied together arrive within seconds, in any order; the kubelet tries again by itself. */
const APPLY_DWELL_MS = 20_000;

/** The kubelet's wording for both: in the state of a container for variables, in event FailedMount for volumes. */
const MISSING = {
  configmap: /configmap "([a-z0-9.-]{1,253})" not found/,
  secret: /secret "([a-z0-9.-]{1,253})" not found/,
} as const;

type MissingKind = keyof typeof MISSING;

type Inputs = Pick<ServiceSnapshot, 'pods' | 'events' | 'clock'>;

/** Details of what the kubelet misses, from its message; undefined when the message is about something else. */
export type ReadMessage = (message: string) => Readonly<Record<string, string>> | undefined;

/** Containers and pods that cannot start because an object of this kind does not exist. */
export function missingObjects(snapshot: Inputs, kind: MissingKind): readonly Finding[] {
  return missingInputs(snapshot, (message) => {
    const name = MISSING[kind].exec(message)?.[1];
    return name === undefined ? undefined : { name };
  });
}

/** Containers and pods that cannot start because something they take their settings or files from is missing. */
export function missingInputs(snapshot: Inputs, read: ReadMessage): readonly Finding[] {
  return [...missingVariables(snapshot, read), ...missingVolumes(snapshot, read)];
}

function missingVariables({ pods, clock }: Inputs, read: ReadMessage): readonly Finding[] {
  return liveContainers(pods).flatMap((at) => {
    const missing = variableMissing(at, read);
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (missing === undefined || !clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
    return [
      standing({
        subject: containerSubject(at),
        reason: kubectlReason(at.container, 'CreateContainerConfigError'),
        details: { ...containerDetails(at), ...missing },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
      }),
    ];
  });
}

function variableMissing({ container }: PlacedContainer, read: ReadMessage) {
  const { state } = container;
  if (state.kind !== 'waiting' || state.reason !== 'CreateContainerConfigError') return undefined;
  return read(state.message);
}

/** Here the subject is the pod: a volume belongs to all its containers, and they only say ContainerCreating. */
function missingVolumes(snapshot: Inputs, read: ReadMessage): readonly Finding[] {
  return livePods(snapshot.pods).flatMap((servicePod) => {
    // Volumes come before the first container: once one has run, an old event says nothing any more.
    if (hasStarted(servicePod.pod)) return [];
    if (!snapshot.clock.atLeast(servicePod.pod.createdMs, APPLY_DWELL_MS)) return [];
    const events = mountFailures(servicePod, snapshot, read);
    const [first] = events;
    return first === undefined ? [] : [volumeFinding(servicePod, first, events, read)];
  });
}

function volumeFinding(
  servicePod: ServicePod,
  first: EventFact,
  events: readonly EventFact[],
  read: ReadMessage,
): Finding {
  return {
    subject: podSubject(servicePod),
    confidence: 'confirmed',
    state: 'active',
    reason: startingReason(servicePod.pod),
    details: { ...podDetails(servicePod), who: 'the pod', ...read(first.message) },
    // The kubelet writes the same text into a new event now and then: one quote is enough.
    evidence: [eventEvidence(first)],
    sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(...events.map(({ lastMs }) => lastMs)),
    count: Math.max(...events.map(({ count }) => count)),
  };
}

function mountFailures(
  { pod }: ServicePod,
  { events, clock }: Inputs,
  read: ReadMessage,
): readonly EventFact[] {
  const failures = eventsAbout(events, pod).filter(
    ({ reason, message }) => reason === 'FailedMount' && read(message) !== undefined,
  );
  return areCurrent(failures, clock) ? failures : [];
}
