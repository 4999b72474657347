import type { Clock, EventFact, ObjectFact } from '../../facts/index.ts';

/** How long an event counts as current: the kubelet and the controllers repeat themselves at least every 5 minutes. */
const CURRENT_EVENT_MS = 15 * 60_000;

/** Events about exactly this object: by uid, since a name may belong to an earlier object. */
export function eventsAbout(
  events: readonly EventFact[],
  object: ObjectFact & { readonly kind: string },
): readonly EventFact[] {
  return events.filter(({ involved }) =>
    involved.uid === '' ? isNamed(involved, object) : involved.uid === object.uid,
  );
}

/** Those of them that the kubelet attributes to one container. */
export function containerEvents(
  events: readonly EventFact[],
  pod: ObjectFact & { readonly kind: string },
  container: string,
): readonly EventFact[] {
  return eventsAbout(events, pod).filter((event) => event.involved.container === container);
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

/** The one that happened last. */
export function newest(events: readonly EventFact[]): EventFact | undefined {
  return events.toSorted((left, right) => left.lastMs - right.lastMs).at(-1);
}

function isNamed(involved: EventFact['involved'], object: ObjectFact & { readonly kind: string }) {
  return (
    involved.kind === object.kind &&
    involved.namespace === object.namespace &&
    involved.name === object.name
  );
}
