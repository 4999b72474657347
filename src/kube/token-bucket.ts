/** How many writes per second, and how many at once after a quiet time. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket that may run into debt: a write that turns out to need two requests pays for both. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledMs = nowMs;
  }

  take(nowMs: number): void {
    this.#fill(nowMs);
    this.#tokens -= 1;
  }

  /** 0 when a token is there. */
  waitMs(nowMs: number): number {
    this.#fill(nowMs);
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate.perSecond) * 1_000);
  }

  #fill(nowMs: number): void {
    const gained = ((nowMs - this.#filledMs) / 1_000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + gained);
    this.#filledMs = nowMs;
  }
}
