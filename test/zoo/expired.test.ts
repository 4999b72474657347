// An Event that expires takes no diagnosis with it: after a restart without any Event the same is told and proven.
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from './pipeline.ts';
import { differencesWithoutEvents } from './restart.ts';
import { loadRecording, loadScenario, scenarioNames } from './scenario.ts';

const startMs = Date.parse('2031-03-30T00:59:30Z');
const rules = await loadCatalogue();

/** What differs all the same, and why. */
const EXCEPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  // The condition is quoted; the Events beside it only count the tries, and what only counts is not kept.
  ['quota-exceeded', ['diagnoses.QuotaExceeded.count']],
]);

test.each(scenarioNames())('%s is told and proven the same when all Events are gone', (name) => {
  const pipeline = createPipeline({ rules, isEager: true });
  const playing = { recording: loadRecording(loadScenario(name)), startMs };
  const differences = differencesWithoutEvents(pipeline, playing);
  const known = EXCEPTIONS.get(name) ?? [];
  expect(differences.filter(({ path }) => !known.includes(path))).toEqual([]);
  expect(known.filter((path) => !differences.some((it) => it.path === path))).toEqual([]);
});
