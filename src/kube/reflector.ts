// First stage of the flow: keeps a sink equal to one resource type of the API server, for years.

import { createBackoff } from './backoff.ts';
import { ReflectorRun } from './reflector-run.ts';
import type { ReflectorSession } from './reflector-session.ts';
import { StatusBoard } from './reflector-status.ts';
import { DEFAULT_TIMING } from './reflector-timing.ts';
import type { Reflector, ReflectorOptions, ReflectorStatus } from './reflector-types.ts';
import { createSafeSink } from './safe-sink.ts';
import { systemTimers } from './timers.ts';

const DEFAULT_PAGE_SIZE = 500;
const DEFAULT_SILENCE_MS = 120_000;

/** Builds a reflector; does nothing until it is started. */
export function createReflector(options: ReflectorOptions): Reflector {
  return new RestartableReflector(options);
}

class RestartableReflector implements Reflector {
  readonly #options: ReflectorOptions;
  readonly #board: StatusBoard;
  #run: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.#board = new StatusBoard(options, options.timers ?? systemTimers);
  }

  start(): void {
    if (this.#run !== undefined) return;
    // The controller is the generation: whatever of an earlier run still awaits something finds its own aborted.
    const abort = new AbortController();
    const run = new ReflectorRun(createSession(this.#options, this.#board, abort.signal));
    this.#board.enter('syncing');
    this.#run = { abort, done: run.untilStopped() };
  }

  async stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    run?.abort.abort();
    this.#board.enter('stopped');
    await run?.done;
  }

  status(): ReflectorStatus {
    return this.#board.snapshot();
  }
}

function createSession(
  options: ReflectorOptions,
  board: StatusBoard,
  signal: AbortSignal,
): ReflectorSession {
  const timers = options.timers ?? systemTimers;
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  return {
    options,
    signal,
    board,
    timers,
    timing,
    sink: createSafeSink(
      options.sink,
      () => signal.aborted,
      (error) => board.handlerFailed(error),
    ),
    backoff: createBackoff({
      minMs: timing.backoffMinMs,
      maxMs: timing.backoffMaxMs,
      random: timers.random,
    }),
    silenceMs: options.silenceMs ?? DEFAULT_SILENCE_MS,
    pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
  };
}
