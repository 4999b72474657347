import type { Clock, EpochMs } from '../facts/index.ts';

/** A clock of one moment that remembers when one of the answers it gave would be another. */
export interface ObservedClock extends Clock {
  readonly nowMs: EpochMs;
  /** The nearest such instant, always later than `nowMs`; undefined when no answer will ever change. */
  readonly nextChangeMs: EpochMs | undefined;
}

/**
 * An instant in the future counts as now for as long as it is in the future: nothing has passed since. The answer
 * therefore turns at `instant + duration` in either case, and that is what is announced. Only a "no" can turn, and
 * it does so later than now, so the past is never announced. An instant that is no number never turns.
 */
export function createClock(nowMs: EpochMs): ObservedClock {
  let nextChangeMs: EpochMs | undefined;
  return {
    nowMs,
    get nextChangeMs() {
      return nextChangeMs;
    },
    atLeast(instant, durationMs) {
      if (nowMs - Math.min(instant, nowMs) >= durationMs) return true;
      const turnsMs = instant + durationMs;
      if (Number.isFinite(turnsMs)) nextChangeMs = Math.min(turnsMs, nextChangeMs ?? turnsMs);
      return false;
    },
  };
}
