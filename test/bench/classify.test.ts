import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { createClock } from '../../src/index/clock.ts';
import { takeSnapshot } from '../../src/index/snapshot.ts';
import { NO_SPEC } from '../../src/judge.ts';
import { benchClassify } from './classify.ts';
import { serviceOf, type Trouble } from './service.ts';
import { exponentOf, median } from './statistics.ts';

/** Far from both: linear is 1, a square would be 8. */
const MAX_GROWTH = 4;
/** Several times of what it is: only a rule that became very dear is to be told. */
const MAX_RATIO = 100;
/** Twice of what it is. A rule that walks all pods for itself adds some to each of them. */
const MAX_READS_PER_POD = 100;
const rules = await loadCatalogue();

/** How often the rules read a field of any pod: the same on every machine, however busy. */
function readsOfPods(podCount: number, trouble: Trouble): number {
  const { index, key, nowMs } = serviceOf(podCount, trouble);
  const { thresholds } = NO_SPEC;
  const clock = createClock(nowMs);
  const snapshot = takeSnapshot(index, key, { clock, thresholds, missingSources: [] });
  let reads = 0;
  const pods = snapshot.pods.map((servicePod) => {
    const pod = new Proxy(servicePod.pod, {
      get: (fact, field, self) => {
        reads += 1;
        return Reflect.get(fact, field, self);
      },
    });
    return { ...servicePod, pod };
  });
  classify({ ...snapshot, pods }, rules);
  return reads;
}

test('rules look at a pod that is well only so often, for all of them together', () => {
  const reads = readsOfPods(50, 'none') / 50;
  expect(reads).toBeGreaterThan(0);
  expect(reads).toBeLessThan(MAX_READS_PER_POD);
});

test.each(['none', 'one', 'all'] as const)('twice the pods are twice the looks: %s', (trouble) => {
  const [few, many] = [readsOfPods(60, trouble), readsOfPods(120, trouble)];
  expect(many / few).toBeLessThan(2.1);
});

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

test('judging costs a bounded number of parsings, and grows with the pods and not their square', () => {
  const options = { trouble: 'all', sizes: [25, 200], rounds: 60 } as const;
  const { costs } = benchClassify(rules, options);
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
