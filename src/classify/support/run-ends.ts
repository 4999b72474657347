// How runs end, as far as their causes differ: exit codes of one kind are one way to end.
import type { TerminationFact } from '../../facts/index.ts';
import { exitWords } from './exit-codes.ts';

/** For lack of memory, by an error of its own, stopped from outside, or simply done. */
export type RunEnd = 'memory' | 'error' | 'stopped' | 'done';

/** SIGKILL and SIGTERM: the two that Kubernetes sends. */
const STOP_CODES = [137, 143];

export function endOf({ exitCode, signal, reason }: TerminationFact): RunEnd {
  if (reason === 'OOMKilled') return 'memory';
  if (STOP_CODES.includes(exitCode)) return 'stopped';
  return exitCode === 0 && signal === 0 ? 'done' : 'error';
}

/** The end that more than half of the runs had. */
export function commonEnd(runs: readonly TerminationFact[]): RunEnd | undefined {
  const ends = runs.map(endOf);
  return ends.find((end) => ends.filter((other) => other === end).length * 2 > ends.length);
}

/** Completes a sentence that begins with the container: "ended with exit code 1". */
export function endWords(run: TerminationFact): string {
  const { exitCode, signal, reason } = run;
  if (reason === 'OOMKilled') return 'ran out of memory and was killed (OOMKilled)';
  if (exitCode === 0 && signal !== 0) return `was ended by signal ${signal}`;
  if (exitCode === 0) return 'ended without an error (exit code 0)';
  if (exitCode === 137) return 'was killed from outside (exit code 137)';
  return `ended with exit code ${exitCode}: ${exitWords(run).meaning}`;
}
