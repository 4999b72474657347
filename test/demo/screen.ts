// What a person sees of the demo: progress on stderr, the result on stdout.
import type { Report } from '../cluster/report.ts';
import { type Verdict, verdictLine } from './verdict.ts';

export const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line per step, with the time since the start. */
export function startReport(): Report {
  const started = performance.now();
  return (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`${seconds}s  ${line}\n`);
  };
}

/** The last line of the result, and what is wrong on stderr; returns the exit code. */
export function sayVerdict(verdict: Verdict): number {
  say(verdictLine(verdict));
  for (const complaint of verdict.complaints) process.stderr.write(`\n${complaint}\n`);
  return verdict.complaints.length === 0 ? exitCodes.ok : exitCodes.failed;
}
