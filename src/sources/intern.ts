import type { Labels, ProbeFact } from '../facts/index.ts';

// Most strings of a cluster repeat: 270,000 pods have a few thousand images, nodes and label sets.

/** Beyond this the tables start anew: what repeats comes back at once, what never did is let go. */
const DEFAULT_LIMIT = 100_000;

/** One copy of equal strings, lists of them, label sets and probes. Its memory is bounded by its limit, not by its uptime. */
export class Interner {
  readonly #limit: number;
  readonly #strings = new Map<string, string>();
  readonly #labels = new Map<string, Labels>();
  readonly #probes = new Map<string, ProbeFact>();
  readonly #lists = new Map<string, readonly string[]>();

  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  /** The same string, from the first object that had it. */
  string(value: string): string {
    const known = this.#strings.get(value);
    if (known !== undefined) return known;
    if (this.#strings.size >= this.#limit) this.#strings.clear();
    this.#strings.set(value, value);
    return value;
  }

  /** The one Map of this set of pairs, whatever their order. */
  labels(pairs: readonly (readonly [string, string])[]): Labels {
    const sorted = isSorted(pairs) ? pairs : [...pairs].sort(byKey);
    const key = signature(sorted);
    const known = this.#labels.get(key);
    if (known !== undefined) return known;
    if (this.#labels.size >= this.#limit) this.#labels.clear();
    const labels = new Map(sorted.map(([k, v]) => [this.string(k), this.string(v)]));
    this.#labels.set(key, labels);
    return labels;
  }

  /** The one list of these strings in this order. */
  list(values: readonly string[]): readonly string[] {
    const key = JSON.stringify(values);
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    if (this.#lists.size >= this.#limit) this.#lists.clear();
    const list = Object.freeze(values.map((value) => this.string(value)));
    this.#lists.set(key, list);
    return list;
  }

  /** The one probe with these numbers: all pods of a workload have the same. */
  probe(probe: ProbeFact): ProbeFact {
    const key = JSON.stringify(probe);
    const known = this.#probes.get(key);
    if (known !== undefined) return known;
    if (this.#probes.size >= this.#limit) this.#probes.clear();
    this.#probes.set(key, probe);
    return probe;
  }
}

/** The API server writes maps in the order of their keys, so sorting is the exception. */
function isSorted(pairs: readonly (readonly [string, string])[]): boolean {
  return pairs.every(([key], index) => index === 0 || (pairs[index - 1]?.[0] ?? '') < key);
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Lengths make it unambiguous: no character of a key or value can pretend to be a border. */
function signature(pairs: readonly (readonly [string, string])[]): string {
  let text = '';
  for (const [key, value] of pairs) text += `${key.length}:${key}${value.length}:${value}`;
  return text;
}
