import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createClock } from '../../src/index/clock.ts';
import { takeSnapshot } from '../../src/index/snapshot.ts';
import { NO_SPEC } from '../../src/judge.ts';
import { benchClassify } from './classify.ts';
import { serviceOf } from './service.ts';
import { exponentOf, median } from './statistics.ts';

/** Far from both: linear is 1, a square would be 8. */
const MAX_GROWTH = 4;
/** Several times of what it is: only a rule that became very dear is to be told. */
const MAX_RATIO = 100;

test('a service of many pods holds them, their Events and their workloads', () => {
  const { index, key, podTexts, nowMs } = serviceOf(50, 'all');
  const { thresholds } = NO_SPEC;
  const clock = createClock(nowMs);
  const { pods, events, workloads } = takeSnapshot(index, key, {
    clock,
    thresholds,
    missingSources: [],
  });
  expect([podTexts.length, pods.length]).toEqual([50, 50]);
  expect(events.length).toBeGreaterThanOrEqual(50);
  expect(workloads.length).toBeGreaterThan(0);
});

test('judging costs a bounded number of parsings, and grows with the pods and not their square', async () => {
  const options = { trouble: 'all', sizes: [25, 200], rounds: 15 } as const;
  const { costs } = benchClassify(await loadCatalogue(), options);
  const [few = Number.NaN, many = Number.NaN] = costs.map(
    ({ judgeMs, parseMs }) => judgeMs / parseMs,
  );
  expect(few).toBeLessThan(MAX_RATIO);
  expect(many / few).toBeLessThan(MAX_GROWTH);
}, 60_000);

describe('the statistics', () => {
  test.each([
    ['one value', [3], 3],
    ['an odd number of them', [9, 1, 5], 5],
    ['a slow moment', [1, 1, 1000], 1],
  ])('the median of %s', (_, values, middle) => {
    expect(median(values)).toBe(middle);
  });

  test.each([
    ['twice for twice', 1],
    ['four times for twice', 2],
    ['the same for twice', 0],
  ])('the exponent of %s', (_, exponent) => {
    const points = [10, 20, 40].map((x) => [x, 7 * x ** exponent] as const);
    expect(exponentOf(points)).toBeCloseTo(exponent);
  });
});
