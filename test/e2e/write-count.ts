// How often the reports were written in a stretch of time, beside how often the pods behind them restarted.
import { DEFAULT_IDENTITY, serviceNameOf } from '../../src/index/service-key.ts';
import type { Collector, SeenFact } from './collector.ts';
import { type LiveScenario, liveSteps } from './live.ts';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface WriteCount {
  readonly scenario: string;
  readonly service: string;
  readonly writes: number;
  readonly restarts: number;
  /** Answers that were still due when the stretch began. */
  readonly due: number;
}

function restartsOf(object: SeenFact['object']): number {
  const counts = [...JSON.stringify(object['status'] ?? {}).matchAll(/"restartCount":(\d+)/g)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function isPodOf(service: string, { object }: SeenFact): boolean {
  if (object.kind !== 'Pod') return false;
  const labels = new Map(
    Object.entries(object.metadata['labels'] ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return serviceNameOf(labels, DEFAULT_IDENTITY) === service;
}

/** The sum over the pods of a service of what each counted until an instant. */
function restartsUntil(facts: readonly SeenFact[], atMs: number): number {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    if (fact.atMs < atMs) counts.set(fact.object.metadata.uid, restartsOf(fact.object));
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function isIn({ fromMs, toMs }: Stretch, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}

/** Steps whose answer could still come after the stretch began. */
function dueAnswers(live: LiveScenario, service: string, { fromMs }: Stretch): number {
  const { services, live: how } = live.scenario.expected;
  const steps = services.find(({ name }) => name === service)?.steps ?? [];
  return liveSteps(steps, how).filter(({ by }) => live.startMs + by > fromMs).length;
}

export function countWrites(
  collector: Collector,
  live: LiveScenario,
  stretch: Stretch,
): readonly WriteCount[] {
  const { name: scenario, namespace, expected } = live.scenario;
  return expected.services.map(({ name: service }) => {
    const facts = collector.factsOf(namespace).filter((fact) => isPodOf(service, fact));
    const versions = collector
      .reportsOf(namespace, service)
      .filter(({ atMs }) => isIn(stretch, atMs))
      .map(({ resourceVersion }) => resourceVersion);
    return {
      scenario,
      service,
      writes: new Set(versions).size,
      restarts: restartsUntil(facts, stretch.toMs) - restartsUntil(facts, stretch.fromMs),
      due: dueAnswers(live, service, stretch),
    };
  });
}

/** One write for each restart, one for each answer that was still due, none for anything else. */
export function isTooMany({ writes, restarts, due }: WriteCount): boolean {
  return writes > restarts + due;
}

export function describeCounts(counts: readonly WriteCount[]): string {
  const width = Math.max(...counts.map(({ service }) => service.length));
  const rows = counts.map((count) => {
    const { service, writes, restarts, due } = count;
    const cells = [writes, restarts, due].map((cell) => String(cell).padStart(8));
    return `${service.padEnd(width)} ${cells.join(' ')}${isTooMany(count) ? '  too many' : ''}`;
  });
  const heads = ['writes', 'restarts', 'due'].map((head) => head.padStart(8));
  return [`${'service'.padEnd(width)} ${heads.join(' ')}`, ...rows].join('\n');
}
