// The Events that diagnoses and word rest on go into the report: the API server forgets them, and so does a restart.

import { BOUNDS } from '../api/bounds.ts';
import type { Evidence, Finding } from '../classify/types.ts';
import type { EventFact, ServicePod, ServiceSnapshot } from '../facts/index.ts';
import type { Problem } from './merge.ts';
import type { ReportDiagnosis } from './types.ts';

/** A controller that puts another name into each message makes many Events of one trouble. */
const MAX_PER_QUOTE = 10;

/**
 * The quoted Events and those of the same reason about the same object, which the rules count with them. Diagnoses take
 * turns: first the pod that each is told by, then its other pods, so that one with many pods does not push out the rest.
 */
export function retainedEvents(
  diagnoses: readonly ReportDiagnosis[],
  problems: readonly Problem[],
  { events, pods }: Pick<ServiceSnapshot, 'events' | 'pods'>,
): readonly EventFact[] {
  const byQuote = Map.groupBy(events, quoteOf);
  const told = diagnoses.slice(0, BOUNDS.diagnoses).map((it) => findingsOf(it, problems));
  const turns = Math.max(...told.map((findings) => findings.length));
  const kept = new Map<string, EventFact>();
  for (let turn = 0; turn < turns && kept.size < BOUNDS.events; turn += 1) {
    const quotes = told.flatMap((findings) => findings[turn]?.evidence ?? []);
    for (const event of quotes.flatMap((quote) => eventsBehind(quote, byQuote))) {
      kept.set(event.uid, event);
    }
  }
  for (const event of pendingKills(events, pods)) kept.set(event.uid, event);
  return [...kept.values()].slice(0, BOUNDS.events);
}

/** A container that is told to stop and still runs has no diagnosis yet, but the word waits for its end. */
function pendingKills(
  events: readonly EventFact[],
  pods: readonly ServicePod[],
): readonly EventFact[] {
  const kills = events.filter(({ reason }) => reason === 'Killing');
  return kills.filter(({ involved, lastMs }) => {
    const killed = pods.find(({ pod }) => pod.uid === involved.uid)?.pod;
    const state = killed?.containers.find(({ name }) => name === involved.container)?.state;
    return state?.kind === 'running' && (state.startedMs ?? Infinity) <= lastMs;
  });
}

/** Those of the pods that are named first. */
function findingsOf(
  { id, affected }: ReportDiagnosis,
  problems: readonly Problem[],
): readonly Finding[] {
  const problem = problems.find((it) => it.id === id);
  const findings = (problem?.ruled ?? []).map(({ finding }) => finding);
  const order = [...affected.sample, ''];
  return findings.toSorted((left, right) => placeIn(order, left) - placeIn(order, right));
}

/** Those that are not named come last. */
function placeIn(names: readonly string[], { subject }: Finding): number {
  const place = names.indexOf(subject.pod ?? '');
  return place === -1 ? names.length : place;
}

/** As `eventEvidence` names it. */
function quoteOf({ involved, reason }: EventFact): string {
  return `${involved.kind}/${involved.name}\nevent ${reason}`;
}

/** The quoted one first, then the newest. */
function eventsBehind(
  { object, field, timeMs }: Evidence,
  byQuote: ReadonlyMap<string, readonly EventFact[]>,
): readonly EventFact[] {
  const events = byQuote.get(`${object}\n${field}`) ?? [];
  return events
    .toSorted(
      (left, right) =>
        Number(left.firstMs !== timeMs) - Number(right.firstMs !== timeMs) ||
        right.lastMs - left.lastMs,
    )
    .slice(0, MAX_PER_QUOTE);
}
