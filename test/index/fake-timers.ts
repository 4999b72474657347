import type { QueueTimers } from '../../src/index/queue.ts';

/** Time that moves only when told to, and lets promises settle at every step. */
export class FakeTimers implements QueueTimers {
  nowMs = 0;
  chance = 0.5;
  /** The longest wait that was ever asked for. */
  longestMs = 0;
  readonly #pending = new Set<{ readonly atMs: number; readonly run: () => void }>();

  get pending(): number {
    return this.#pending.size;
  }

  now(): number {
    return this.nowMs;
  }

  random(): number {
    return this.chance;
  }

  after(ms: number, run: () => void): () => void {
    this.longestMs = Math.max(this.longestMs, ms);
    const timer = { atMs: this.nowMs + ms, run };
    this.#pending.add(timer);
    return () => {
      this.#pending.delete(timer);
    };
  }

  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await settle();
      const next = [...this.#pending].sort((left, right) => left.atMs - right.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.#pending.delete(next);
      next.run();
    }
    this.nowMs = endMs;
    await settle();
  }
}

/** Lets everything that is ready to run, run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
