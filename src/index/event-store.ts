import type { EventFact } from '../facts/index.ts';

/** How much is remembered; the defaults fit the memory budget of a large cluster. */
export interface EventBounds {
  readonly perSubject: number;
  /** Events about objects that nobody has seen, in all. */
  readonly orphans: number;
  /** Events in all. */
  readonly total: number;
}

export const DEFAULT_EVENT_BOUNDS: EventBounds = {
  perSubject: 20,
  orphans: 10_000,
  total: 50_000,
};

/**
 * Events by what they are about. The API server forgets an Event after an hour, which is not news: one stays until
 * its subject goes or newer ones push it out. The first to go are those about the subject that has been quiet longest.
 */
export class EventStore {
  readonly #bounds: EventBounds;
  readonly #onEvict: (event: EventFact) => void;
  // Both in the order of the last change, quietest first.
  readonly #bySubject = new Map<string, readonly EventFact[]>();
  readonly #orphans = new Set<string>();
  #total = 0;
  #orphanTotal = 0;

  constructor(bounds: EventBounds, onEvict: (event: EventFact) => void) {
    this.#bounds = bounds;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#total;
  }

  /** How many of them are about objects that nobody has seen. */
  get orphaned(): number {
    return this.#orphanTotal;
  }

  /** Oldest first. */
  of(subject: string): readonly EventFact[] {
    return this.#bySubject.get(subject) ?? [];
  }

  /** False when it says nothing new. */
  add(subject: string, event: EventFact, isOrphan: boolean): boolean {
    const before = this.of(subject);
    const known = before.find((other) => other.uid === event.uid);
    if (known !== undefined && isSame(known, event)) return false;
    const others = before.filter((other) => other !== known);
    const after = [...others, event].sort(byInstant).slice(-this.#bounds.perSubject);
    this.#replace(subject, after, isOrphan);
    this.#evict(this.#orphans, () => this.#orphanTotal > this.#bounds.orphans);
    this.#evict(this.#bySubject.keys(), () => this.#total > this.#bounds.total);
    return after.includes(event);
  }

  /** The subject has been seen: its events are no orphans any more. */
  adopt(subject: string): void {
    if (!this.#orphans.delete(subject)) return;
    this.#orphanTotal -= this.of(subject).length;
  }

  /** The subject is gone. */
  drop(subject: string): void {
    this.adopt(subject);
    this.#total -= this.of(subject).length;
    this.#bySubject.delete(subject);
  }

  #replace(subject: string, events: readonly EventFact[], isOrphan: boolean): void {
    this.drop(subject);
    this.#bySubject.set(subject, events);
    this.#total += events.length;
    if (!isOrphan) return;
    this.#orphans.add(subject);
    this.#orphanTotal += events.length;
  }

  #evict(subjects: Iterable<string>, isTooMuch: () => boolean): void {
    if (!isTooMuch()) return;
    for (const subject of subjects) {
      const [event] = this.of(subject);
      this.drop(subject);
      if (event !== undefined) this.#onEvict(event);
      if (!isTooMuch()) return;
    }
  }
}

/** The one order of events everywhere; the uid makes it total. */
export function byInstant(left: EventFact, right: EventFact): number {
  return left.lastMs - right.lastMs || (left.uid < right.uid ? -1 : 1);
}

function isSame(left: EventFact, right: EventFact): boolean {
  return (
    left.lastMs === right.lastMs &&
    left.count === right.count &&
    left.reason === right.reason &&
    left.message === right.message
  );
}
