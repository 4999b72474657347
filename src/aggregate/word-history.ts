// Since when the word is what it is, and what it was before: taken over from the last report.

import { type HealthWord, isHealthWord } from '../api/health.ts';
import type { EpochMs, ReportMemory } from '../facts/index.ts';
import type { Report } from './types.ts';

const MAX_TRANSITIONS = 10;

/** API servers may differ by seconds; a remembered change later than this was not written by us. */
const MAX_SKEW_MS = 300_000;

/** What the history of the word is made from. */
export interface WordHistoryInput {
  readonly memory: ReportMemory;
  readonly health: HealthWord;
  /** Why the word is what it is, in one word. */
  readonly reason: string;
  readonly nowMs: EpochMs;
}

/** A service's first word is no transition. */
export function wordHistory({
  memory,
  health,
  reason,
  nowMs,
}: WordHistoryInput): Pick<Report, 'healthSinceMs' | 'transitions'> {
  const before = memory.transitions.flatMap(({ timeMs, from, to, reason: why }) =>
    isHealthWord(from) && isHealthWord(to) && timeMs <= nowMs + MAX_SKEW_MS
      ? [{ timeMs, from, to, reason: why }]
      : [],
  );
  if (memory.health === health) {
    return { healthSinceMs: Math.min(memory.healthSinceMs ?? nowMs, nowMs), transitions: before };
  }
  if (!isHealthWord(memory.health)) return { healthSinceMs: nowMs, transitions: before };
  const change = { timeMs: nowMs, from: memory.health, to: health, reason };
  return { healthSinceMs: nowMs, transitions: [change, ...before].slice(0, MAX_TRANSITIONS) };
}
