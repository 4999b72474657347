// Says every half minute how far the zoo is: a run takes a quarter of an hour, and silence looks like a hang.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collector } from './collector.ts';
import { type LiveScenario, notYet } from './live.ts';

const everyMs = 30_000;
const lookMs = 2_000;

export interface Watched {
  readonly collector: Collector;
  readonly scenarios: readonly LiveScenario[];
  /** When the zoo began to be applied. */
  readonly startMs: number;
}

function line({ collector, scenarios, startMs }: Watched, samples: number): string {
  const waiting = scenarios.flatMap((live) => notYet(collector, live));
  const minutes = ((Date.now() - startMs) / 60_000).toFixed(1).padStart(5);
  const reached = `${scenarios.length - waiting.length} of ${scenarios.length} scenarios`;
  const rest = waiting.length === 0 ? '' : `; not yet: ${waiting.join(', ')}`;
  return `${minutes} min  ${reached} are as expected, ${samples} pod rows compared${rest}`;
}

/** Waits until an instant, which may come nearer meanwhile, and reports. */
export async function waitWithProgress(
  watched: Watched,
  untilMs: () => number,
  samples: () => number,
): Promise<void> {
  let nextLineMs = Date.now() + everyMs;
  for (;;) {
    const leftMs = untilMs() - Date.now();
    if (leftMs <= 0) break;
    await sleep(Math.min(lookMs, leftMs));
    if (Date.now() < nextLineMs) continue;
    nextLineMs += everyMs;
    process.stderr.write(`${line(watched, samples())}\n`);
  }
  process.stderr.write(`${line(watched, samples())}\n`);
}
