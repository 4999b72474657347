// Between index and judgement: which service is looked at next, when, and how often.
import type { EpochMs } from '../facts/index.ts';
import { DueHeap, type Waiting } from './due-heap.ts';

/** Time and chance, given so that tests own them. */
export interface QueueTimers {
  /** Monotonic milliseconds; only differences mean something. */
  now(): number;
  /** Calls `run` once after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void;
  /** In [0, 1). */
  random(): number;
}

/** What a queue needs; the numbers have defaults. */
export interface QueueOptions {
  /** Looks at one key. A rejection means: again later. */
  readonly process: (key: string) => Promise<void>;
  readonly timers: QueueTimers;
  /** The API server's time, in which instants are announced. */
  readonly epochNow: () => EpochMs;
  /** Told of every failure and of the wait that follows; must not throw. */
  readonly onFailure?: (key: string, error: unknown, retryMs: number) => void;
  readonly workers?: number;
  /** From the first change of a key to the look at it: later changes in between are seen in the same look. */
  readonly debounceMs?: number;
  readonly minBackoffMs?: number;
  readonly maxBackoffMs?: number;
}

interface Entry extends Waiting {
  readonly key: string;
  /** When it wants to be looked at; undefined when nothing is asked for. */
  wantedMs: number | undefined;
  /** The end of the back-off: no wish is granted earlier. */
  notBeforeMs: number;
  failures: number;
  isRunning: boolean;
  /** Removed while in flight: a failure of that look is not tried again. */
  isForgotten: boolean;
}

// A single timer takes at most this long; setTimeout turns anything longer into 1 ms.
const MAX_TIMER_MS = 2 ** 31 - 1;
// Past every ceiling; counting on would only lose precision.
const MAX_DOUBLINGS = 20;
const DEFAULTS = { workers: 8, debounceMs: 250, minBackoffMs: 500, maxBackoffMs: 30_000 };

/**
 * Keys that want to be looked at, each at most once at a time. A key keeps the place of its first wish, so a noisy
 * one never delays the others; what changes during a look leads to another look. It holds the keys that wait, run
 * or are announced, so it is as large as the number of services.
 */
export class KeyedQueue {
  readonly #options: Required<Omit<QueueOptions, 'onFailure'>> & Pick<QueueOptions, 'onFailure'>;
  readonly #entries = new Map<string, Entry>();
  readonly #heap = new DueHeap<Entry>();
  readonly #inFlight = new Set<Promise<void>>();
  #state: 'idle' | 'started' | 'stopped' = 'idle';
  #timer: { readonly atMs: number; readonly cancel: () => void } | undefined;

  constructor(options: QueueOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Keys that wait for a look, announced ones included. */
  get waiting(): number {
    return this.#heap.size;
  }

  /** Keys that are being looked at. */
  get running(): number {
    return this.#inFlight.size;
  }

  /** Keys known in any way. */
  get size(): number {
    return this.#entries.size;
  }

  /** Something about the key has changed: look at it one debounce after the first such call. */
  add(key: string): void {
    this.#want(key, this.#options.timers.now() + this.#options.debounceMs);
  }

  /** Look at the key at this instant at the latest. Of several wishes the earliest wins: that look announces anew. */
  addAt(key: string, instant: EpochMs): void {
    if (!Number.isFinite(instant)) return;
    const waitMs = Math.max(0, instant - this.#options.epochNow());
    this.#want(key, this.#options.timers.now() + waitMs);
  }

  /** The key is gone: no look, no announcement, no back-off. A look in flight ends by itself. */
  remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.wantedMs = undefined;
    entry.notBeforeMs = 0;
    entry.failures = 0;
    entry.isForgotten = true;
    if (entry.isRunning) return;
    this.#heap.remove(entry);
    this.#entries.delete(key);
  }

  /** What the looks failed at is mended: keys in back-off are looked at now. */
  forgive(): void {
    for (const entry of this.#entries.values()) {
      if (entry.failures === 0 || entry.isRunning) continue;
      entry.failures = 0;
      entry.notBeforeMs = 0;
      entry.wantedMs = this.#options.timers.now() + this.#options.debounceMs;
      this.#enqueue(entry, entry.wantedMs);
    }
    this.#arm();
  }

  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'started';
    this.#pump();
  }

  /** Starts no further look and waits for those in flight, but no longer than the limit. True when all have ended. */
  async stop(limitMs: number): Promise<boolean> {
    this.#state = 'stopped';
    this.#disarm();
    this.#heap.clear();
    this.#entries.clear();
    if (this.#inFlight.size === 0) return true;
    const limit = Promise.withResolvers<void>();
    const cancel = this.#options.timers.after(limitMs, limit.resolve);
    await Promise.race([Promise.allSettled(this.#inFlight), limit.promise]);
    cancel();
    return this.#inFlight.size === 0;
  }

  #want(key: string, atMs: number): void {
    if (this.#state === 'stopped') return;
    const entry = this.#entryOf(key);
    entry.isForgotten = false;
    if (entry.wantedMs !== undefined && entry.wantedMs <= atMs) return;
    entry.wantedMs = atMs;
    if (entry.isRunning) return;
    this.#enqueue(entry, atMs);
    this.#arm();
  }

  #entryOf(key: string): Entry {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = {
      key,
      dueMs: 0,
      position: -1,
      wantedMs: undefined,
      notBeforeMs: 0,
      failures: 0,
      isRunning: false,
      isForgotten: false,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #enqueue(entry: Entry, wantedMs: number): void {
    this.#heap.place(entry, Math.max(wantedMs, entry.notBeforeMs));
  }

  #pump(): void {
    while (this.#inFlight.size < this.#options.workers) {
      const entry = this.#heap.first();
      if (entry === undefined || entry.dueMs > this.#options.timers.now()) break;
      this.#heap.remove(entry);
      this.#run(entry);
    }
    this.#arm();
  }

  #run(entry: Entry): void {
    entry.wantedMs = undefined;
    entry.isRunning = true;
    // Begins in a microtask, so that even a look that stops the queue at once is counted as in flight.
    const look = Promise.resolve()
      .then(() => this.#look(entry))
      .finally(() => {
        this.#inFlight.delete(look);
        this.#settle(entry);
      });
    this.#inFlight.add(look);
  }

  async #look(entry: Entry): Promise<void> {
    if (this.#state === 'stopped') return;
    try {
      await this.#options.process(entry.key);
      entry.failures = 0;
    } catch (error) {
      this.#fail(entry, error);
    }
  }

  #settle(entry: Entry): void {
    entry.isRunning = false;
    if (this.#state === 'stopped') return;
    if (entry.wantedMs === undefined) this.#entries.delete(entry.key);
    else this.#enqueue(entry, entry.wantedMs);
    this.#pump();
  }

  #fail(entry: Entry, error: unknown): void {
    const retryMs = entry.isForgotten ? 0 : this.#backOff(entry);
    this.#options.onFailure?.(entry.key, error, retryMs);
  }

  // Half fixed, half chance: keys that failed together come back apart, and none at once.
  #backOff(entry: Entry): number {
    const { minBackoffMs, maxBackoffMs, timers } = this.#options;
    const ceilingMs = Math.min(maxBackoffMs, minBackoffMs * 2 ** entry.failures);
    const retryMs = ceilingMs * (0.5 + timers.random() / 2);
    entry.failures = Math.min(entry.failures + 1, MAX_DOUBLINGS);
    entry.notBeforeMs = timers.now() + retryMs;
    entry.wantedMs = Math.min(entry.wantedMs ?? entry.notBeforeMs, entry.notBeforeMs);
    return retryMs;
  }

  // One timer for all keys; while every worker is busy, the end of a look does its work.
  #arm(): void {
    if (this.#state !== 'started' || this.#inFlight.size >= this.#options.workers) return;
    const atMs = this.#heap.first()?.dueMs;
    if (atMs === this.#timer?.atMs) return;
    this.#disarm();
    if (atMs === undefined) return;
    const waitMs = Math.ceil(Math.max(0, atMs - this.#options.timers.now()));
    const cancel = this.#options.timers.after(Math.min(waitMs, MAX_TIMER_MS), () => {
      this.#timer = undefined;
      this.#pump();
    });
    this.#timer = { atMs, cancel };
  }

  #disarm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
