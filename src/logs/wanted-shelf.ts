import type { WantedLog } from '../facts/index.ts';

/** Waits between tries; after the last nobody asks again. A node that is down answers after ten seconds at best. */
const WAITS_MS: readonly number[] = [2_000, 8_000, 30_000, 60_000];

interface Tried {
  readonly times: number;
  /** Infinity: given up. */
  readonly notBeforeMs: number;
}

/** What one service wants read, newest first, and what became of it so far. */
export class WantedShelf {
  #wanted: readonly WantedLog[] = [];
  #tried = new Map<string, Tried>();
  readonly #underWay = new Set<string>();

  /** What is not wanted any more is forgotten with its tries. */
  replace(wanted: readonly WantedLog[]): void {
    this.#wanted = wanted;
    const tried = new Map<string, Tried>();
    for (const log of wanted) {
      const known = this.#tried.get(nameOf(log));
      if (known !== undefined) tried.set(nameOf(log), known);
    }
    this.#tried = tried;
  }

  get isEmpty(): boolean {
    return this.#wanted.length === 0 && this.#underWay.size === 0;
  }

  /** The newest that may be asked for now; else when the next may. */
  next(nowMs: number): { readonly log?: WantedLog; readonly waitMs: number } {
    let waitMs = Infinity;
    for (const log of this.#wanted) {
      const name = nameOf(log);
      if (this.#underWay.has(name)) continue;
      const { notBeforeMs } = this.#tried.get(name) ?? { notBeforeMs: 0 };
      if (notBeforeMs <= nowMs) return { log, waitMs: 0 };
      waitMs = Math.min(waitMs, notBeforeMs - nowMs);
    }
    return { waitMs };
  }

  begin(log: WantedLog): void {
    this.#underWay.add(nameOf(log));
  }

  /** A pause of all is not held against one. */
  end(log: WantedLog, outcome: 'done' | 'again' | 'paused', nowMs: number): void {
    const name = nameOf(log);
    this.#underWay.delete(name);
    if (outcome === 'paused') return;
    const times = this.#tried.get(name)?.times ?? 0;
    const waitMs = outcome === 'done' ? Infinity : (WAITS_MS[times] ?? Infinity);
    // One that is not wanted any more needs no memory.
    if (!this.#wanted.some((one) => nameOf(one) === name)) return;
    this.#tried.set(name, { times: times + 1, notBeforeMs: nowMs + waitMs });
  }
}

function nameOf({ podUid, container, run, containerId }: WantedLog): string {
  return `${podUid}/${container}/${run}/${containerId}`;
}
