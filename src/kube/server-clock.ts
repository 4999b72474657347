// The API server's time, from the Date header of its answers: object times are its clock's, not ours.

/** One answer: what its Date header said, and when we asked and heard, in local milliseconds. */
export interface ClockSample {
  readonly serverDateMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

// Date counts whole seconds.
const DATE_RESOLUTION_MS = 1_000;
// 200 ppm is a bad quartz. Old samples get this much less certain, so that drift is followed.
const DRIFT = 200e-6;
// A correction backwards up to this is waited out; more than this was an error, and waiting would freeze time.
const MAX_HOLD_MS = 10_000;

/**
 * Each answer proves that `server - local` lies in [date - received, date + 1 s - sent]. The
 * intersection of all of them is much finer than the header's second. Out of it the smallest
 * correction is taken, so a machine whose clock is right is not corrected at all, whatever the
 * jitter of the network. A sample that contradicts the others (a clock was set) replaces them.
 */
export class ServerClock {
  readonly #localNow: () => number;
  #lowMs = -Infinity;
  #highMs = Infinity;
  #sampledMs = 0;
  #lastMs = -Infinity;

  /** `localNow` must not jump when the machine's clock is set: epoch at start plus monotonic time. */
  constructor(localNow: () => number = () => performance.timeOrigin + performance.now()) {
    this.#localNow = localNow;
  }

  localNow(): number {
    return this.#localNow();
  }

  observe({ serverDateMs, sentMs, receivedMs }: ClockSample): void {
    if (!Number.isFinite(serverDateMs)) return;
    const slackMs = Math.max(0, receivedMs - this.#sampledMs) * DRIFT;
    const low = serverDateMs - receivedMs;
    const high = serverDateMs + DATE_RESOLUTION_MS - sentMs;
    const bothLow = Math.max(low, this.#lowMs - slackMs);
    const bothHigh = Math.min(high, this.#highMs + slackMs);
    const agrees = bothLow <= bothHigh;
    this.#lowMs = agrees ? bothLow : low;
    this.#highMs = agrees ? bothHigh : high;
    this.#sampledMs = receivedMs;
  }

  /** Whole epoch milliseconds; never goes back, except over a correction of more than 10 s. */
  now(): number {
    const correctionMs = Math.min(Math.max(0, this.#lowMs), this.#highMs);
    const nowMs = Math.floor(this.#localNow() + correctionMs);
    const isSmallStepBack = nowMs < this.#lastMs && this.#lastMs - nowMs <= MAX_HOLD_MS;
    this.#lastMs = isSmallStepBack ? this.#lastMs : nowMs;
    return this.#lastMs;
  }
}
