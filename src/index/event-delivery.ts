// Events and the objects they are about, whichever of the two comes first.
import type {
  ClaimFact,
  EventFact,
  NetworkServiceFact,
  NodeFact,
  ServiceKey,
} from '../facts/index.ts';
import { byInstant, type EventBounds, EventStore } from './event-store.ts';
import { type EventSubject, nameSubject, uidSubject } from './event-subjects.ts';
import type { Membership } from './membership.ts';
import type { HealthObject } from './service-registry.ts';
import type { Surroundings } from './surroundings.ts';

const CLAIM_KIND: ClaimFact['kind'] = 'PersistentVolumeClaim';
const SERVICE_KIND: NetworkServiceFact['kind'] = 'Service';
const NODE_KIND: NodeFact['kind'] = 'Node';

/** What the delivery of Events needs. */
export interface EventDeliveryOptions<H extends HealthObject> {
  readonly bounds: EventBounds;
  readonly membership: Membership<H>;
  readonly surroundings: Surroundings<H>;
  readonly onDirty: (key: ServiceKey) => void;
}

/** Brings Events to the objects they are about, and to the services of these. */
export class EventDelivery<H extends HealthObject> {
  readonly #store: EventStore;
  readonly #membership: Membership<H>;
  readonly #surroundings: Surroundings<H>;
  readonly #onDirty: (key: ServiceKey) => void;

  constructor({ bounds, membership, surroundings, onDirty }: EventDeliveryOptions<H>) {
    this.#membership = membership;
    this.#surroundings = surroundings;
    this.#onDirty = onDirty;
    this.#store = new EventStore(bounds, (event) => this.#dirtySubject(event));
  }

  get size(): number {
    return this.#store.size;
  }

  get orphaned(): number {
    return this.#store.orphaned;
  }

  /** Oldest first. An event that names no uid counts only if it is not older than the object of that name. */
  about(fact: EventSubject): readonly EventFact[] {
    const { namespace, kind, name, uid, createdMs } = fact;
    const certain = this.#store.of(uidSubject(namespace, uid));
    const named = this.#store.of(nameSubject(namespace, kind, name));
    if (named.length === 0) return certain;
    return [...certain, ...named.filter((event) => event.lastMs >= createdMs)].sort(byInstant);
  }

  /** Takes over what came before the object did. */
  adopt({ namespace, kind, name, uid }: EventSubject): void {
    this.#store.adopt(uidSubject(namespace, uid));
    this.#store.adopt(nameSubject(namespace, kind, name));
  }

  /** Forgets all about an object that is gone. */
  drop({ namespace, kind, name, uid }: EventSubject): void {
    this.#store.drop(uidSubject(namespace, uid));
    // A successor of the same name may be here already.
    if (this.#named(namespace, kind, name) !== undefined) return;
    this.#store.drop(nameSubject(namespace, kind, name));
  }

  /** Keeps an Event, and has the services looked at again that it is news to. */
  add(event: EventFact): void {
    const { namespace, involved } = event;
    if (involved.kind === NODE_KIND) return this.#surroundings.addNodeEvent(event);
    const subject =
      involved.uid === ''
        ? nameSubject(namespace, involved.kind, involved.name)
        : uidSubject(namespace, involved.uid);
    const isNews = this.#store.add(subject, event, this.#subjectOf(event) === undefined);
    if (isNews) this.#dirtySubject(event);
  }

  #named(namespace: string, kind: string, name: string): EventSubject | undefined {
    if (kind === CLAIM_KIND) return this.#surroundings.storage.claim(namespace, name);
    if (kind === SERVICE_KIND) return this.#networkService(namespace, name);
    return this.#membership.named(namespace, kind, name);
  }

  /** The event's own namespace decides: that is where its writer was allowed to write. */
  #subjectOf({ namespace, involved }: EventFact): EventSubject | undefined {
    const { kind, name, uid } = involved;
    if (uid === '') return this.#named(namespace, kind, name);
    const isAround = kind === CLAIM_KIND || kind === SERVICE_KIND;
    const fact = isAround ? this.#named(namespace, kind, name) : this.#member(uid);
    return fact?.namespace === namespace && fact.uid === uid ? fact : undefined;
  }

  #member(uid: string): EventSubject | undefined {
    return this.#membership.get(uid);
  }

  #networkService(namespace: string, name: string): NetworkServiceFact | undefined {
    return this.#surroundings.routing.services.named(namespace, name);
  }

  #dirtySubject(event: EventFact): void {
    const subject = this.#subjectOf(event);
    if (subject === undefined) return;
    if (subject.kind === SERVICE_KIND) {
      this.#surroundings.routing.dirtyService(
        this.#networkService(subject.namespace, subject.name),
      );
    }
    if (subject.kind === CLAIM_KIND) this.#surroundings.dirtyClaim(subject);
    for (const key of this.#membership.seenBy(subject.uid)) this.#onDirty(key);
  }
}
