import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from '../../../zoo/recording.ts';

const zoo = join(import.meta.dirname, '../../../zoo');
const traces = join(import.meta.dirname, '../../traces');
/** Fields in which real clusters say something. */
const SPOKEN: ReadonlySet<string> = new Set(['message', 'note', 'reason']);

/** What recorded clusters said, and what runtimes printed as they died; each text once. */
export function recordedLines(): readonly string[] {
  const lines = new Set<string>();
  for (const name of readdirSync(zoo, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('recording.ndjson')) continue;
    const { events } = parseRecording(readFileSync(join(zoo, name), 'utf8'));
    for (const { object } of events) collect(object, lines);
  }
  for (const name of readdirSync(traces)) {
    for (const line of readFileSync(join(traces, name), 'utf8').split('\n')) lines.add(line);
  }
  return [...lines].filter((line) => line.trim() !== '');
}

function collect(value: unknown, lines: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'string' && SPOKEN.has(key)) lines.add(item);
    else collect(item, lines);
  }
}
