import type { Labels, NetworkServiceFact } from '../facts/index.ts';
import { labelled, namesakes } from './homes.ts';
import { Selectors } from './selectors.ts';
import { type IdentityConfig, serviceId } from './service-key.ts';
import { Shelves } from './shelves.ts';

/** Which Services select which labels. Endpoints of a Service without a selector are somebody else's business. */
export class NetworkServices {
  readonly #identity: IdentityConfig;
  readonly #selectors = new Selectors<NetworkServiceFact>();
  readonly #byName = new Map<string, NetworkServiceFact>();
  /** By the services that each may be meant for. */
  readonly #byHome = new Shelves<NetworkServiceFact>();

  constructor(identity: IdentityConfig) {
    this.#identity = identity;
  }

  add(fact: NetworkServiceFact): void {
    this.#selectors.add(fact);
    this.#byName.set(serviceId(fact), fact);
    for (const id of this.#homeIds(fact)) this.#byHome.add(id, fact);
  }

  /** Takes the very fact that was added. */
  remove(fact: NetworkServiceFact): void {
    this.#selectors.remove(fact);
    // One that was made anew may be here before its predecessor is swept.
    if (this.#byName.get(serviceId(fact)) === fact) this.#byName.delete(serviceId(fact));
    for (const id of this.#homeIds(fact)) this.#byHome.remove(id, fact);
  }

  /** Nothing is known of any Service: then nobody can say that one is missing. */
  isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  named(namespace: string, name: string): NetworkServiceFact | undefined {
    return this.#byName.get(serviceId({ namespace, name }));
  }

  /** The Services of the namespace that select at least one of the sets, each once, sorted by name. */
  selecting(namespace: string, labelSets: Iterable<Labels>): NetworkServiceFact[] {
    const found = new Set<NetworkServiceFact>();
    // Equal sets are one Map: the pods of a ReplicaSet are compared once.
    for (const labels of new Set(labelSets)) {
      for (const fact of this.#selectors.selecting(namespace, labels)) found.add(fact);
    }
    return [...found].sort(byName);
  }

  /** Those with a selector that may be meant for this service, by label or name, sorted by name. */
  meantFor(namespace: string, name: string): NetworkServiceFact[] {
    const filed = [...this.#byHome.of(serviceId({ namespace, name }))];
    return filed.filter(({ selector }) => selector.size > 0).sort(byName);
  }

  /** The names of the services that it may be meant for, most telling first. */
  homesOf(fact: NetworkServiceFact): readonly string[] {
    return [...new Set([...this.surelyHomesOf(fact), ...namesakes(fact.name)])];
  }

  /** Those of them that somebody wrote down, in full. */
  surelyHomesOf({ labels, selector, name }: NetworkServiceFact): readonly string[] {
    const identity = this.#identity;
    return [...labelled(labels, identity), ...labelled(selector, identity), name];
  }

  #homeIds(fact: NetworkServiceFact): readonly string[] {
    return this.homesOf(fact).map((name) => serviceId({ namespace: fact.namespace, name }));
  }
}

function byName(left: NetworkServiceFact, right: NetworkServiceFact): number {
  return left.name < right.name ? -1 : 1;
}
