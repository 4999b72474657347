// How often a property is tried. By default always the same cases, so that no change fails for what it did not do.
import type { Parameters } from 'fast-check';

const wanted = process.env['PROPERTY_RUNS'];

/** With PROPERTY_RUNS set, that many new cases; a failure prints the seed and the path that lead to it again. */
export function tried<T>(numRuns: number): Parameters<T> {
  return wanted === undefined ? { numRuns, seed: 1 } : { numRuns: Number(wanted) };
}

/** Vitest's own limit is for one test with its default number of cases. */
export const timeoutMs = wanted === undefined ? 60_000 : 3_600_000;
