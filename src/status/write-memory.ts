import type { Labels } from '../facts/index.ts';
import type { HeldObject } from './write-types.ts';

// An entry is some hundred bytes and exists only for services where something was refused.
const MAX_ENTRIES = 10_000;

interface Entry {
  /** Labels that somebody else owns, with the value that they had then. */
  readonly givenUp: Map<string, string | undefined>;
  /** What was sent, and what the API server made of it. */
  became?: { readonly sent: string; readonly kept: string };
  /** Content that was refused, also in its shortened form. */
  refused?: string;
}

/**
 * What the API server did not take as it was sent: without this, the difference between what we want and what it
 * holds would be written again and again. Lost at a restart, which costs one write per entry.
 */
export class WriteMemory {
  readonly #entries = new Map<string, Entry>();
  #hasSeenPruning = false;

  /** True when writing this content again would change nothing. */
  isCurrent(key: string, hash: string, held: HeldObject): boolean {
    if (held.contentHash === hash) return true;
    const became = this.#entries.get(key)?.became;
    return became?.sent === hash && became.kept === held.contentHash;
  }

  isRefused(key: string, hash: string): boolean {
    return this.#entries.get(key)?.refused === hash;
  }

  /** True while the label has the value it had when its owner did not let us change it. */
  isGivenUp(key: string, label: string, held: Labels): boolean {
    const givenUp = this.#entries.get(key)?.givenUp;
    return givenUp !== undefined && givenUp.has(label) && givenUp.get(label) === held.get(label);
  }

  giveUp(key: string, labels: Iterable<string>, held: Labels): void {
    const { givenUp } = this.#entry(key);
    for (const label of labels) givenUp.set(label, held.get(label));
  }

  refuse(key: string, hash: string): void {
    this.#entry(key).refused = hash;
  }

  /** Remembers only what differs: usually the API server keeps what it is sent. */
  keep(key: string, sent: string, kept: string): void {
    if (sent !== kept) {
      this.#entry(key).became = { sent, kept };
      return;
    }
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    delete entry.became;
    delete entry.refused;
  }

  /** True once: a CRD that is too old concerns every service, and is said for all of them. */
  isFirstPruning(): boolean {
    const isFirst = !this.#hasSeenPruning;
    this.#hasSeenPruning = true;
    return isFirst;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    if (this.#entries.size >= MAX_ENTRIES) this.#forgetOldest();
    const entry: Entry = { givenUp: new Map() };
    this.#entries.set(key, entry);
    return entry;
  }

  #forgetOldest(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }
}
