// Says every half minute how far the zoo is: a run takes a quarter of an hour, and silence looks like a hang.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collector } from './collector.ts';
import { type LiveScenario, notYet } from './live.ts';

const everyMs = 30_000;

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

/** Waits until an instant and reports meanwhile. */
export async function waitWithProgress(
  watched: Watched,
  untilMs: number,
  samples: () => number,
): Promise<void> {
  while (Date.now() < untilMs) {
    await sleep(Math.max(1, Math.min(everyMs, untilMs - Date.now())));
    process.stderr.write(`${line(watched, samples())}\n`);
  }
}
