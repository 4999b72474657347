import { describeError } from './errors.ts';
import type { ReflectorOptions, ReflectorState, ReflectorStatus } from './reflector-types.ts';
import type { Timers } from './types.ts';

/** The public face of a reflector: its state, its counters, and who is told. */
export class StatusBoard {
  readonly #options: ReflectorOptions;
  readonly #timers: Timers;
  #state: ReflectorState = 'idle';
  #since: number;
  #hasSynced = false;
  #lastByteMs: number | undefined;
  #relists = 0;
  #reconnects = 0;
  #parseErrors = 0;
  #handlerErrors = 0;
  #lastError: string | undefined;

  constructor(options: ReflectorOptions, timers: Timers) {
    this.#options = options;
    this.#timers = timers;
    this.#since = options.client.serverNow();
  }

  get state(): ReflectorState {
    return this.#state;
  }

  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  enter(state: ReflectorState): void {
    if (state === this.#state) return;
    this.#options.log.info('watch changed state', {
      path: this.#options.path,
      from: this.#state,
      state,
    });
    this.#state = state;
    this.#since = this.#options.client.serverNow();
    this.#tell();
  }

  byteSeen(): void {
    this.#lastByteMs = this.#timers.now();
  }

  reconnecting(): void {
    this.#reconnects += 1;
  }

  synced(): void {
    if (this.#hasSynced) this.#relists += 1;
    this.#hasSynced = true;
    this.#tell();
  }

  failed(message: string): void {
    this.#lastError = message;
    this.#tell();
  }

  recovered(): void {
    this.#lastError = undefined;
  }

  unreadable(reason: string): void {
    this.#parseErrors += 1;
    this.#warnSparsely(this.#parseErrors, 'watch data unreadable', reason);
  }

  handlerFailed(error: unknown): void {
    this.#handlerErrors += 1;
    this.#warnSparsely(this.#handlerErrors, 'watch handler failed', describeError(error));
  }

  snapshot(): ReflectorStatus {
    return {
      state: this.#state,
      since: this.#since,
      hasSynced: this.#hasSynced,
      lastByteAgeMs:
        this.#lastByteMs === undefined ? undefined : this.#timers.now() - this.#lastByteMs,
      relists: this.#relists,
      reconnects: this.#reconnects,
      parseErrors: this.#parseErrors,
      handlerErrors: this.#handlerErrors,
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  /** A broken handler fails 1,000 times a second: the 1st, 2nd, 4th, 8th … of a kind are enough to see that. */
  #warnSparsely(count: number, message: string, error: string): void {
    if ((count & (count - 1)) !== 0) return;
    this.#options.log.warn(message, { path: this.#options.path, error, count });
  }

  #tell(): void {
    try {
      this.#options.onStatus?.(this.snapshot());
    } catch (error) {
      this.handlerFailed(error);
    }
  }
}
