// What holds for every service, whatever its facts are. The rules are the real ones.
import { expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { BOUNDS } from '../../src/api/bounds.ts';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { statusSchema } from '../../src/api/status.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { NOW } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';
import { createClock } from '../../src/index/clock.ts';
import { reportMemoryOf } from '../../src/sources/report-memory.ts';
import { renderStatus } from '../../src/status/render.ts';
import { diceOf, randomWorld, shuffled } from './random-world.ts';

const rules = await loadCatalogue();
const SEEDS = Array.from({ length: 1_000 }, (_, seed) => seed);

function statusOf(snapshot: ServiceSnapshot, findings: readonly RuledFinding[], nowMs = NOW) {
  const context = { nowMs, cluster: 'prod', generation: 1 };
  return renderStatus(aggregate(snapshot, findings, context));
}

/** The seeds for which it does not hold, so that a failure names where to look. */
function failing(holds: (world: ServiceSnapshot, seed: number) => boolean): readonly number[] {
  return SEEDS.filter((seed) => !holds(randomWorld(seed), seed));
}

test('no rule throws, and every finding is proven and within bounds', () => {
  const seeds = failing((world) => {
    const found = classify(world, rules);
    return found.every(({ rule, finding }) => {
      const { evidence, details, count, sinceMs, lastMs } = finding;
      const quotes = evidence.map(({ value }) => value.length);
      return (
        rule.code !== 'ClassifierFailed' &&
        quotes.length > 0 &&
        [count, sinceMs, lastMs].every(Number.isFinite) &&
        count >= 1 &&
        Math.max(...quotes) <= BOUNDS.evidenceValue &&
        Object.values(details).every((text) => text.length <= BOUNDS.explanation)
      );
    });
  });
  expect(seeds).toStrictEqual([]);
});

test('a report is always one that the API server takes', () => {
  const seeds = failing((world) => {
    const status = statusOf(world, classify(world, rules));
    return statusSchema.safeParse(structuredClone(status)).success;
  });
  expect(seeds).toStrictEqual([]);
});

test('judging by its own report says the same again, so that nothing is written', () => {
  const seeds = failing((world) => {
    const findings = classify(world, rules);
    const first = statusOf(world, findings);
    const again = { ...world, memory: reportMemoryOf(first) };
    // The same facts a moment later, in which no answer of the clock has turned.
    return canonicalStatus(statusOf(again, findings, NOW + 400)) === canonicalStatus(first);
  });
  expect(seeds).toStrictEqual([]);
});

test('between two instants that the clock announced nothing changes', () => {
  const seeds = failing((world, seed) => {
    const clock = createClock(NOW);
    const now = { ...world, clock };
    const first = statusOf(now, classify(now, rules));
    const waitMs = Math.min((clock.nextChangeMs ?? Infinity) - NOW, 1e9);
    const laterMs = NOW + Math.floor((waitMs * diceOf(seed)(1_000)) / 1_000);
    const memory = reportMemoryOf(first);
    const later = { ...world, clock: createClock(laterMs), memory };
    return (
      canonicalStatus(statusOf(later, classify(later, rules), laterMs)) === canonicalStatus(first)
    );
  });
  expect(seeds).toStrictEqual([]);
});

test('the order in which facts and findings come says nothing', () => {
  const seeds = failing((world, seed) => {
    const dice = diceOf(seed);
    const findings = classify(world, rules);
    const other = {
      ...world,
      pods: shuffled(dice, world.pods),
      workloads: shuffled(dice, world.workloads),
    };
    const status = statusOf(other, shuffled(dice, findings));
    return canonicalStatus(status) === canonicalStatus(statusOf(world, findings));
  });
  expect(seeds).toStrictEqual([]);
});

test('the worlds are not all alike', () => {
  const seen = new Set(
    SEEDS.map((seed) => {
      const world = randomWorld(seed);
      const { health, topIssue } = statusOf(world, classify(world, rules));
      return `${health} ${topIssue}`;
    }),
  );
  expect(seen.size).toBeGreaterThan(15);
});
