/** Bounds of a back-off and its source of chance. */
export interface BackoffOptions {
  readonly minMs: number;
  readonly maxMs: number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Growing, jittered waits between attempts. */
export interface Backoff {
  /** The next wait; `capMs` lowers the ceiling for this one, never below the minimum. */
  next(capMs?: number): number;
  reset(): void;
}

// 2^20 times any sensible minimum is past every ceiling; counting on would only lose precision.
const MAX_DOUBLINGS = 20;

/**
 * Exponential with full jitter between the minimum and a ceiling that doubles: many operators that
 * lost the same API server must not come back in step, and none may come back without a pause.
 */
export function createBackoff({ minMs, maxMs, random }: BackoffOptions): Backoff {
  let doublings = 0;
  return {
    next(capMs = maxMs) {
      doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
      const ceilingMs = Math.max(minMs, Math.min(minMs * 2 ** doublings, maxMs, capMs));
      return minMs + random() * (ceilingMs - minMs);
    },
    reset() {
      doublings = 0;
    },
  };
}
