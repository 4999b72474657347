import type { Clock, EventFact, ObjectFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';

/** How long an event counts as current: the kubelet and the controllers repeat themselves at least every 5 minutes. */
const CURRENT_EVENT_MS = 15 * 60_000;
/** One that was not repeated for so long has made room for another one: the kubelet tries again every other minute. */
const STILL_REPEATED_MS = 5 * 60_000;

type GroupedEvents = ReadonlyMap<string, readonly EventFact[]>;

/** Those without a uid stand under the empty one. */
function eventsByUid({ events }: RuleSnapshot<'events'>): GroupedEvents {
  return Map.groupBy(events, ({ involved }) => involved.uid);
}

/** Events about exactly this object: by uid, since a name may belong to an earlier object. */
export function eventsAbout(
  { events, once }: RuleSnapshot<'events'>,
  object: ObjectFact & { readonly kind: string },
): readonly EventFact[] {
  const grouped = once(eventsByUid);
  const own = object.uid === '' ? [] : (grouped.get(object.uid) ?? []);
  const named = (grouped.get('') ?? []).filter(({ involved }) => isNamed(involved, object));
  if (named.length === 0) return own;
  // Both kinds, in the order of the list.
  const found = new Set([...own, ...named]);
  return events.filter((event) => found.has(event));
}

/** Those of them that the kubelet attributes to one container. */
export function containerEvents(
  snapshot: RuleSnapshot<'events'>,
  pod: ObjectFact & { readonly kind: string },
  container: string,
): readonly EventFact[] {
  return eventsAbout(snapshot, pod).filter((event) => event.involved.container === container);
}

/**
 * True when what these events tell of still goes on. Asked of all of them together: the older ones of a trouble that
 * goes on tell when it began and how often it happened, and would drop out one by one.
 */
export function areCurrent(
  events: readonly EventFact[],
  clock: Clock,
  durationMs: number = CURRENT_EVENT_MS,
): boolean {
  const last = newest(events);
  return last !== undefined && !clock.atLeast(last.lastMs, durationMs);
}

/** How often they happened: repetitions are counted in one event. */
export function timesTold(events: readonly EventFact[]): number {
  return events.reduce((sum, { count }) => sum + count, 0);
}

/** The one that happened last. */
export function newest(events: readonly EventFact[]): EventFact | undefined {
  return events.toSorted((left, right) => left.lastMs - right.lastMs).at(-1);
}

/** Of messages that take turns the one that was first, so that a quote does not change with each repetition. */
export function steadiest(events: readonly EventFact[]): EventFact | undefined {
  const last = newest(events);
  if (last === undefined) return undefined;
  const repeated = events.filter(({ lastMs }) => last.lastMs - lastMs <= STILL_REPEATED_MS);
  return repeated.toSorted((left, right) => left.firstMs - right.firstMs)[0];
}

function isNamed(involved: EventFact['involved'], object: ObjectFact & { readonly kind: string }) {
  return (
    involved.kind === object.kind &&
    involved.namespace === object.namespace &&
    involved.name === object.name
  );
}
