// Where the time of a run goes. The command and its tests are two processes: they share a file.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { outputFolder } from './run.ts';

const file = join(outputFolder, 'phases.ndjson');
const phaseSchema = z.object({ name: z.string(), startMs: z.number() });
type Phase = z.infer<typeof phaseSchema>;

/** Ends the phase before. */
export function beginPhase(name: string): void {
  appendFileSync(file, `${JSON.stringify({ name, startMs: Date.now() })}\n`);
}

export function phasesBegun(): readonly Phase[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => phaseSchema.parse(JSON.parse(line)));
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** One line per phase: when it began, how long it took, its name. */
export function describePhases(phases: readonly Phase[], endMs: number): string {
  const [first] = phases;
  if (first === undefined) return '';
  const lines = phases.map(({ name, startMs }, index) => {
    const tookMs = (phases[index + 1]?.startMs ?? endMs) - startMs;
    const cells = [startMs - first.startMs, tookMs].map((ms) => clock(ms).padStart(6));
    return `${cells.join(' ')}  ${name}`;
  });
  const total = `${' '.repeat(6)} ${clock(endMs - first.startMs).padStart(6)}  in all`;
  return [' begin   took', ...lines, total].join('\n');
}
