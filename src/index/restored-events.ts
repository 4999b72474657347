import type { EpochMs, EventFact, RememberedEvent } from '../facts/index.ts';
import type { EventSubject } from './event-subjects.ts';

/** What a remembered Event must fit in with. */
interface Present {
  /** Pods, workloads and claims of the service. */
  readonly subjects: readonly EventSubject[];
  /** The Events about them that the index has. */
  readonly live: readonly EventFact[];
  readonly nowMs: EpochMs;
}

/**
 * Events that the last report rested on and that the index has not, because they expired before it began: given to the
 * rules like all others, as old as they are. Whether they still prove anything, the rules decide. One that is later than
 * now or about an object that is not there any more is forgotten.
 */
export function restoredEvents(
  remembered: readonly RememberedEvent[],
  { subjects, live, nowMs }: Present,
): readonly EventFact[] {
  if (remembered.length === 0) return [];
  const known = new Set(live.map(({ uid }) => uid));
  return remembered
    .filter(({ uid, lastMs }) => !known.has(uid) && lastMs <= nowMs)
    .flatMap((event) => {
      const about = subjects.find((subject) => isAbout(event, subject));
      return about === undefined ? [] : [factOf(event, about.namespace)];
    });
}

/** The index takes an Event without uid for one about the object of that name, unless the object is younger. */
function isAbout({ involved, lastMs }: RememberedEvent, subject: EventSubject): boolean {
  if (involved.kind !== subject.kind || involved.name !== subject.name) return false;
  return (involved.uid === '' || involved.uid === subject.uid) && lastMs >= subject.createdMs;
}

function factOf(event: RememberedEvent, namespace: string): EventFact {
  const involved = { ...event.involved, namespace };
  return { kind: 'Event', namespace, name: '', ...event, involved };
}
