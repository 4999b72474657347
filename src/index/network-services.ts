import type { Labels, NetworkServiceFact } from '../facts/index.ts';
import { Selectors } from './selectors.ts';

/** Which Services select which labels. Endpoints of a Service without a selector are somebody else's business. */
export class NetworkServices {
  readonly #selectors = new Selectors<NetworkServiceFact>();

  add(fact: NetworkServiceFact): void {
    this.#selectors.add(fact);
  }

  /** Takes the very fact that was added. */
  remove(fact: NetworkServiceFact): void {
    this.#selectors.remove(fact);
  }

  /** The Services of the namespace that select at least one of the sets, each once, sorted by name. */
  selecting(namespace: string, labelSets: Iterable<Labels>): NetworkServiceFact[] {
    const found = new Set<NetworkServiceFact>();
    // Equal sets are one Map: the pods of a ReplicaSet are compared once.
    for (const labels of new Set(labelSets)) {
      for (const fact of this.#selectors.selecting(namespace, labels)) found.add(fact);
    }
    return [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
