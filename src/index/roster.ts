import type { PodFact, ServiceKey, WorkloadFact } from '../facts/index.ts';
import type { Membership } from './membership.ts';
import { isRetired, type MemberFact } from './owners.ts';
import type { Selections } from './selections.ts';
import {
  type HealthObject,
  leadingObject,
  type ServiceEntry,
  type ServiceRegistry,
} from './service-registry.ts';
import type { SharedCauses } from './shared-causes.ts';

/** What a roster asks and tells. */
export interface RosterOptions<H extends HealthObject> {
  readonly services: ServiceRegistry<H>;
  readonly membership: Membership<H>;
  readonly selections: Selections;
  readonly sharedCauses: SharedCauses;
  /** Called in the middle of a change: it may only note the key. */
  readonly onDirty: (key: ServiceKey) => void;
}

/** Who belongs to a service: what discovery gave it, and what its object selects besides. */
export class Roster<H extends HealthObject> {
  readonly #options: RosterOptions<H>;

  constructor(options: RosterOptions<H>) {
    this.#options = options;
  }

  changeObject(before: H | undefined, now: H | undefined): void {
    const { services, onDirty } = this.#options;
    this.#select(before, now);
    if (now !== undefined) {
      services.open(keyOf(now)).objects.set(now.uid, now);
      this.#reported(keyOf(now));
      onDirty(keyOf(now));
    }
    // An object may be made to speak of another service: then the one before has lost it.
    if (before === undefined || before.service === now?.service) return;
    const left = services.get(keyOf(before));
    if (left === undefined) return;
    left.objects.delete(before.uid);
    services.close(left);
    this.#reported(left.key);
    onDirty(left.key);
  }

  /** Of several objects for one service only the leading one is read. */
  #reported(key: ServiceKey): void {
    this.#options.sharedCauses.report(key, this.healthObject(key)?.memory);
  }

  healthObject(key: ServiceKey): H | undefined {
    const entry = this.#options.services.get(key);
    return entry && leadingObject(entry);
  }

  /** Of no order. Without what is selected. */
  discovered(key: ServiceKey): readonly MemberFact[] {
    const entry = this.#options.services.get(key);
    return entry === undefined ? [] : [...entry.pods.values(), ...entry.workloads.values()];
  }

  pods(key: ServiceKey): readonly PodFact[] {
    const entry = this.#options.services.get(key);
    if (entry === undefined) return [];
    const pods = new Map(entry.pods);
    for (const fact of this.#selected(entry)) {
      if (fact.kind === 'Pod') pods.set(fact.uid, fact);
    }
    return [...pods.values()];
  }

  workloads(key: ServiceKey): readonly WorkloadFact[] {
    const entry = this.#options.services.get(key);
    if (entry === undefined) return [];
    const workloads = new Map(entry.workloads);
    for (const fact of this.#selected(entry)) {
      if (fact.kind !== 'Pod' && !isRetired(fact)) workloads.set(fact.uid, fact);
    }
    return [...workloads.values()];
  }

  hasMembers(key: ServiceKey): boolean {
    const entry = this.#options.services.get(key);
    if (entry === undefined) return false;
    if (entry.pods.size + entry.workloads.size > 0) return true;
    for (const _ of this.#selected(entry)) return true;
    return false;
  }

  /** Of several objects for one service only the leading one is asked. */
  *#selected(entry: ServiceEntry<H>): Iterable<MemberFact> {
    const { selections, membership } = this.#options;
    const object = selections.isEmpty() ? undefined : leadingObject(entry);
    if (object === undefined) return;
    for (const root of selections.rootsOf(object.uid)) {
      yield* membership.under(entry.key.namespace, root);
    }
  }

  #select(before: H | undefined, now: H | undefined): void {
    const isSame = before?.service === now?.service && before?.spec.selector === now?.spec.selector;
    if (isSame) return;
    const { selections, membership } = this.#options;
    if (before !== undefined) selections.close(before.uid);
    if (now === undefined || now.spec.selector.size === 0) return;
    const members = membership.inNamespace(now.namespace);
    selections.open(now.uid, keyOf(now), { selector: now.spec.selector, members });
  }
}

function keyOf(object: HealthObject): ServiceKey {
  return { namespace: object.namespace, name: object.service };
}
