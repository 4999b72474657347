import type { Labels, NetworkServiceFact } from '../facts/index.ts';

/**
 * Which Services select which labels. Each Service is filed under one pair of its selector, so that a set of labels
 * is compared with the few Services that share that pair and not with all of the namespace.
 */
export class NetworkServices {
  readonly #byPair = new Map<string, Set<NetworkServiceFact>>();

  add(fact: NetworkServiceFact): void {
    const pair = filingPair(fact);
    if (pair === undefined) return;
    const filed = this.#byPair.get(pair) ?? new Set();
    this.#byPair.set(pair, filed.add(fact));
  }

  /** Takes the very fact that was added. */
  remove(fact: NetworkServiceFact): void {
    const pair = filingPair(fact);
    if (pair === undefined) return;
    const filed = this.#byPair.get(pair);
    filed?.delete(fact);
    if (filed?.size === 0) this.#byPair.delete(pair);
  }

  /** The Services of the namespace that select at least one of the sets, each once, sorted by name. */
  selecting(namespace: string, labelSets: Iterable<Labels>): NetworkServiceFact[] {
    const found = new Set<NetworkServiceFact>();
    // Equal sets are one Map: the pods of a ReplicaSet are compared once.
    for (const labels of new Set(labelSets)) {
      for (const fact of this.#candidates(namespace, labels)) {
        if (isSelected(labels, fact.selector)) found.add(fact);
      }
    }
    return [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  *#candidates(namespace: string, labels: Labels): Iterable<NetworkServiceFact> {
    for (const [key, value] of labels) {
      yield* this.#byPair.get(pairOf(namespace, key, value)) ?? [];
    }
  }
}

/** An empty selector selects nothing: endpoints of such a Service are somebody else's business. */
function filingPair(fact: NetworkServiceFact): string | undefined {
  const [first] = fact.selector;
  return first && pairOf(fact.namespace, first[0], first[1]);
}

// Neither a namespace nor a label key holds "=", a namespace no "/": the parts cannot run into each other.
function pairOf(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}

function isSelected(labels: Labels, selector: Labels): boolean {
  for (const [key, value] of selector) {
    if (labels.get(key) !== value) return false;
  }
  return true;
}
