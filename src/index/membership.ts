import type { ServiceKey, WorkloadFact } from '../facts/index.ts';
import { type Crew, Crews } from './crews.ts';
import { Kin } from './kin.ts';
import { isMoved, type Lineage, lineageOf, MAX_STEPS, type MemberFact } from './owners.ts';
import { placementOf } from './placement.ts';
import type { RootedMember, Selections } from './selections.ts';
import type { IdentityConfig } from './service-key.ts';
import type { HealthObject, ServiceEntry, ServiceRegistry } from './service-registry.ts';

interface Member<H extends HealthObject> {
  fact: MemberFact;
  /** The uid at the top of its owner chain. */
  root: string;
  home: ServiceEntry<H> | undefined;
  crew: Crew<Member<H>> | undefined;
}

/** What membership tells and needs. */
export interface MembershipOptions<H extends HealthObject> {
  readonly identity: IdentityConfig;
  readonly services: ServiceRegistry<H>;
  readonly selections: Selections;
  /** Called in the middle of a change: it may only note the key. */
  readonly onDirty: (key: ServiceKey) => void;
}

/**
 * Puts every pod and workload into its service, again whenever an owner comes, changes or goes, so that the order
 * in which objects arrive makes no difference. A change touches the object and what it owns, never all pods.
 */
export class Membership<H extends HealthObject> {
  readonly #options: MembershipOptions<H>;
  readonly #members = new Map<string, Member<H>>();
  readonly #kin = new Kin<Member<H>>();
  readonly #crews: Crews<Member<H>>;
  #podsNowhere = 0;

  constructor(options: MembershipOptions<H>) {
    this.#options = options;
    this.#crews = new Crews((member, service) => this.#move(member, service));
  }

  /** Pods that belong to no service. */
  get podsNowhere(): number {
    return this.#podsNowhere;
  }

  set(fact: MemberFact): void {
    const member = this.#members.get(fact.uid);
    if (member === undefined) {
      this.#admit(fact);
      return;
    }
    const previous = member.fact;
    this.#kin.unlink(member);
    member.fact = fact;
    this.#kin.link(member);
    this.#place(member);
    if (isMoved(previous, fact)) this.#placeDependants(fact.uid, MAX_STEPS);
  }

  delete(uid: string): void {
    const member = this.#members.get(uid);
    if (member === undefined) return;
    this.#move(member, undefined);
    this.#dirtyOnlookers(member);
    this.#options.selections.remove(uid);
    this.#crews.quit(member);
    this.#kin.unlink(member);
    this.#members.delete(uid);
    if (member.fact.kind === 'Pod') this.#podsNowhere -= 1;
    else this.#placeDependants(uid, MAX_STEPS);
  }

  get(uid: string): MemberFact | undefined {
    return this.#members.get(uid)?.fact;
  }

  named(namespace: string, kind: string, name: string): MemberFact | undefined {
    return this.#kin.named(namespace, kind, name)?.fact;
  }

  /** Every service that sees it: the one it was discovered for, and those that select it. */
  *seenBy(uid: string): Iterable<ServiceKey> {
    const member = this.#members.get(uid);
    if (member === undefined) return;
    if (member.home !== undefined) yield member.home.key;
    yield* this.#options.selections.onlookers(member.fact.namespace, member.root);
  }

  /** All of the namespace. */
  inNamespace(namespace: string): Iterable<RootedMember> {
    return this.#kin.inNamespace(namespace);
  }

  /** The root, where it is watched, and all that is under it. */
  *under(namespace: string, root: string): Iterable<MemberFact> {
    const top = this.#members.get(root);
    const family = top === undefined ? [] : [top];
    for (const member of [...family, ...this.#descendants(root, MAX_STEPS)]) {
      // An operator's resource may own Deployments, which are roots of their own, beside pods.
      if (member.root === root && member.fact.namespace === namespace) yield member.fact;
    }
  }

  lineageOf(fact: MemberFact): Lineage {
    return lineageOf(fact, (uid) => this.#workload(uid));
  }

  *#descendants(uid: string, steps: number): Iterable<Member<H>> {
    if (steps === 0) return;
    for (const member of this.#kin.dependantsOf(uid)) {
      yield member;
      yield* this.#descendants(member.fact.uid, steps - 1);
    }
  }

  #workload(uid: string): WorkloadFact | undefined {
    const fact = this.get(uid);
    return fact?.kind === 'Pod' ? undefined : fact;
  }

  #admit(fact: MemberFact): void {
    const member: Member<H> = { fact, root: '', home: undefined, crew: undefined };
    this.#members.set(fact.uid, member);
    this.#kin.link(member);
    if (fact.kind === 'Pod') this.#podsNowhere += 1;
    this.#place(member);
    if (fact.kind !== 'Pod') this.#placeDependants(fact.uid, MAX_STEPS);
  }

  #placeDependants(uid: string, steps: number): void {
    if (steps === 0) return;
    for (const member of this.#kin.dependantsOf(uid)) {
      this.#place(member);
      if (member.fact.kind !== 'Pod') this.#placeDependants(member.fact.uid, steps - 1);
    }
  }

  #place(member: Member<H>): void {
    const { fact } = member;
    const { identity, onDirty } = this.#options;
    const lineage = this.lineageOf(fact);
    const placement = placementOf(fact, lineage, identity);
    this.#root(member, lineage.top.uid);
    if (placement.kind === 'crew') {
      this.#move(member, this.#crews.join(member, placement.owner));
    } else {
      this.#crews.quit(member);
      this.#move(member, placement.kind === 'service' ? placement.name : undefined);
    }
    if (member.home === undefined) return;
    shelfOf(member.home, fact).set(fact.uid, fact);
    onDirty(member.home.key);
  }

  #root(member: Member<H>, root: string): void {
    // Who saw it before has lost it, if its labels or its owner are others.
    this.#dirtyOnlookers(member);
    member.root = root;
    this.#options.selections.place(member.fact, root);
    this.#dirtyOnlookers(member);
  }

  #dirtyOnlookers({ fact, root }: Member<H>): void {
    const { selections, onDirty } = this.#options;
    for (const key of selections.onlookers(fact.namespace, root)) onDirty(key);
  }

  #move(member: Member<H>, service: string | undefined): void {
    const { home, fact } = member;
    if (home?.key.name === service) return;
    if (home === undefined) this.#count(fact, -1);
    else this.#leave(home, fact);
    if (service === undefined) {
      member.home = undefined;
      this.#count(fact, 1);
      return;
    }
    const { services, onDirty } = this.#options;
    member.home = services.open({ namespace: fact.namespace, name: service });
    shelfOf(member.home, fact).set(fact.uid, fact);
    onDirty(member.home.key);
  }

  #leave(home: ServiceEntry<H>, fact: MemberFact): void {
    shelfOf(home, fact).delete(fact.uid);
    this.#options.services.close(home);
    this.#options.onDirty(home.key);
  }

  #count(fact: MemberFact, change: number): void {
    if (fact.kind === 'Pod') this.#podsNowhere += change;
  }
}

function shelfOf<H extends HealthObject>(
  home: ServiceEntry<H>,
  fact: MemberFact,
): Map<string, MemberFact> {
  return fact.kind === 'Pod' ? home.pods : home.workloads;
}
