import { expect, test } from 'vitest';
import { loadScenario, scenarioNames } from '../zoo/scenario.ts';
import { lastPromiseMs } from './live.ts';
import { podsOf, waveSize, wavesOf } from './waves.ts';

const zoo = scenarioNames().map(loadScenario);

test('each scenario is in one wave, and no wave is too large', () => {
  const waves = wavesOf(zoo);
  expect(waves.every(({ length }) => length > 0 && length <= waveSize)).toBe(true);
  expect(waves.flat().toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(zoo);
});

test('what takes longest comes first', () => {
  const ends = wavesOf(zoo)
    .flat()
    .map((scenario) => lastPromiseMs({ scenario, startMs: 0 }));
  expect(ends).toEqual(ends.toSorted((one, other) => other - one));
});

test.each([
  ['a Deployment has one pod more while it rolls out', 'oom-killed', 2],
  ['a workload that is applied twice counts once, a Service not at all', 'rollout-in-flight', 3],
  ['two workloads are added up', 'web-dead-beside-worker', 4],
  ['a StatefulSet replaces its pods one by one', 'stateful-set-rollout', 2],
  ['a CronJob may have two runs', 'cron-job-healthy', 2],
  ['what a later step takes away counts as long as it was there', 'deployment-deleted', 3],
])('%s', (_claim, name, pods) => {
  expect(podsOf(loadScenario(name))).toBe(pods);
});

test('every scenario can be counted', () => {
  expect(zoo.map(podsOf).every((pods) => pods >= 0)).toBe(true);
});
