// What keeps a pod from being made, in the words of Events about it: its status says ContainerCreating and no more.
import type { EpochMs, EventFact, ServicePod } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { areCurrent, eventsAbout, steadiest, timesTold } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { allContainers, isBeingMade, livePods, placedSinceMs, startingReason } from './pods.ts';
import { podDetails, podSubject } from './subject.ts';

type Inputs = RuleSnapshot<'pods' | 'events'>;

/** Details from a message; undefined when it is about something else. */
export type ReadFailure = (
  message: string,
  event: EventFact,
) => Readonly<Record<string, string>> | undefined;

/** Which Events tell of the failure, and when they are believed. */
export interface StartFailure {
  readonly reasons: readonly string[];
  readonly read: ReadFailure;
  /** Counted from when the pod got its node. */
  readonly patienceMs: number;
  /** This many tries are enough, however little time has passed. */
  readonly patienceCount?: number;
}

/** Pods that are not made because of this failure. The subject is the pod: nothing of it has run yet. */
export function startFailures(inputs: Inputs, failure: StartFailure): readonly Finding[] {
  return inputs.once(podsBeingMade).flatMap((servicePod) => {
    const events = failuresOf(servicePod, inputs, failure);
    const told = steadiest(events);
    if (told === undefined || !isProven(servicePod, events, inputs, failure)) return [];
    return [failureFinding(servicePod, told, events, failure)];
  });
}

/** The live pods of which nothing has run, or nothing since their node was started anew. */
function podsBeingMade({ once }: RuleSnapshot<'pods'>): readonly ServicePod[] {
  return once(livePods).filter(({ pod }) => isBeingMade(pod));
}

function failuresOf(
  { pod }: ServicePod,
  snapshot: Inputs,
  { reasons, read }: StartFailure,
): readonly EventFact[] {
  const ranMs = lastRunMs(pod);
  const failures = eventsAbout(snapshot, pod).filter(
    (event) =>
      reasons.includes(event.reason) &&
      event.lastMs >= ranMs &&
      read(event.message, event) !== undefined,
  );
  return areCurrent(failures, snapshot.clock) ? failures : [];
}

/** Before the node was started anew the same may have gone wrong. Without a run it is before any time. */
function lastRunMs(pod: ServicePod['pod']): EpochMs {
  const runs = allContainers(pod).flatMap(({ terminations }) => terminations);
  return Math.max(...runs.flatMap(({ finishedMs }) => finishedMs ?? []));
}

function isProven(
  { pod }: ServicePod,
  events: readonly EventFact[],
  { clock }: Inputs,
  { patienceMs, patienceCount = Number.POSITIVE_INFINITY }: StartFailure,
): boolean {
  const tries = timesTold(events);
  return tries >= patienceCount || clock.atLeast(placedSinceMs(pod), patienceMs);
}

function failureFinding(
  servicePod: ServicePod,
  told: EventFact,
  events: readonly EventFact[],
  { read }: StartFailure,
): Finding {
  const { nodeName: node } = servicePod.pod;
  return {
    subject: podSubject(servicePod),
    confidence: 'confirmed',
    state: 'active',
    reason: startingReason(servicePod.pod),
    details: { ...podDetails(servicePod), node, ...read(told.message, told) },
    evidence: [eventEvidence(told)],
    sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(...events.map(({ lastMs }) => lastMs)),
    count: Math.max(...events.map(({ count }) => count)),
  };
}
