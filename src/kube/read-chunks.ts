import { setImmediate as nextTurn } from 'node:timers/promises';
import { SilenceError } from './errors.ts';
import type { ByteStream } from './response.ts';
import type { Timers } from './types.ts';

// After this much work on one stream the others get a turn: probes, writes and the other watches.
const SLICE_MS = 8;

/** How a stream is read. */
export interface ReadOptions {
  readonly silenceMs: number;
  readonly timers: Timers;
  readonly signal: AbortSignal;
  readonly onChunk: (chunk: Buffer) => void;
}

/**
 * Reads to the end, in slices, and always closes the stream. A stream that stays silent for too long is
 * closed and throws SilenceError: a connection whose other side vanished never ends by itself.
 */
export async function readChunks(stream: ByteStream, options: ReadOptions): Promise<void> {
  const { timers, signal, onChunk } = options;
  const watchdog = new SilenceWatchdog(options.silenceMs, timers, () => stream.close());
  let workMs = 0;
  try {
    for await (const chunk of stream) {
      if (signal.aborted) return;
      const startMs = timers.now();
      onChunk(chunk);
      const endMs = timers.now();
      watchdog.heard(endMs);
      workMs += endMs - startMs;
      if (workMs < SLICE_MS) continue;
      workMs = 0;
      await nextTurn();
    }
  } catch (error) {
    throw watchdog.error ?? error;
  } finally {
    watchdog.stop();
    stream.close();
  }
  if (watchdog.error !== undefined) throw watchdog.error;
}

/** One timer per silence, not one per chunk: it looks at the newest byte when it fires. */
class SilenceWatchdog {
  readonly #silenceMs: number;
  readonly #timers: Timers;
  readonly #onSilence: () => void;
  #heardMs: number;
  #cancel: () => void;
  #error: SilenceError | undefined;

  constructor(silenceMs: number, timers: Timers, onSilence: () => void) {
    this.#silenceMs = silenceMs;
    this.#timers = timers;
    this.#onSilence = onSilence;
    this.#heardMs = timers.now();
    this.#cancel = timers.after(silenceMs, () => this.#check());
  }

  get error(): SilenceError | undefined {
    return this.#error;
  }

  heard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  stop(): void {
    this.#cancel();
  }

  #check(): void {
    const restMs = this.#heardMs + this.#silenceMs - this.#timers.now();
    if (restMs > 0) {
      this.#cancel = this.#timers.after(restMs, () => this.#check());
      return;
    }
    this.#error = new SilenceError(this.#silenceMs);
    this.#onSilence();
  }
}
