import { type Labels, selects } from '../facts/index.ts';

/** Something of a namespace that selects by labels. */
export interface Selecting {
  readonly namespace: string;
  readonly selector: Labels;
}

/**
 * Who selects a set of labels. Each selector is filed under one of its pairs, so that a set is compared with the few
 * that share that pair and not with all of the namespace. An empty selector selects nothing.
 */
export class Selectors<T extends Selecting> {
  readonly #byPair = new Map<string, Set<T>>();

  add(one: T): void {
    const pair = filingPair(one);
    if (pair === undefined) return;
    const filed = this.#byPair.get(pair) ?? new Set();
    this.#byPair.set(pair, filed.add(one));
  }

  /** Takes the very one that was added. */
  remove(one: T): void {
    const pair = filingPair(one);
    if (pair === undefined) return;
    const filed = this.#byPair.get(pair);
    filed?.delete(one);
    if (filed?.size === 0) this.#byPair.delete(pair);
  }

  /** Each once, in no order. */
  *selecting(namespace: string, labels: Labels): Iterable<T> {
    if (this.#byPair.size === 0) return;
    for (const [key, value] of labels) {
      for (const one of this.#byPair.get(pairOf(namespace, key, value)) ?? []) {
        if (selects(one.selector, labels)) yield one;
      }
    }
  }
}

function filingPair({ namespace, selector }: Selecting): string | undefined {
  const [first] = selector;
  return first && pairOf(namespace, first[0], first[1]);
}

// Neither a namespace nor a label key holds "=", a namespace no "/": the parts cannot run into each other.
function pairOf(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}
