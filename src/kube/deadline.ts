import { RequestTimeoutError } from './errors.ts';

/**
 * A time limit and the caller's signal as one signal. Listeners on the caller's signal are taken off
 * again: it lives as long as the process and would collect one per request.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #onParentAbort = (): void => this.abort(this.#parent?.reason);

  constructor(timeoutMs: number, parent: AbortSignal | undefined) {
    this.#parent = parent;
    this.#timer = setTimeout(() => this.abort(new RequestTimeoutError(timeoutMs)), timeoutMs);
    if (parent === undefined) return;
    if (parent.aborted) this.#onParentAbort();
    else parent.addEventListener('abort', this.#onParentAbort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** The time limit is met; the caller's signal goes on. */
  lift(): void {
    clearTimeout(this.#timer);
  }

  dispose(): void {
    this.lift();
    this.#parent?.removeEventListener('abort', this.#onParentAbort);
  }

  /** Why it was really aborted, if it was: undici reports some aborts as a socket error. */
  explain(error: unknown): unknown {
    return this.signal.aborted ? (this.signal.reason ?? error) : error;
  }
}
