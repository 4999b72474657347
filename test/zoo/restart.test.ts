// A restart of the product at any fact changes no word: what it must remember is in the objects it wrote.
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from './pipeline.ts';
import { differencesOfRestart } from './restart.ts';
import { loadRecording, loadScenario, scenarioNames } from './scenario.ts';

const startMs = Date.parse('2031-03-30T00:59:30Z');
const rules = await loadCatalogue();

test.each(scenarioNames())('%s is told the same after a restart at any fact', (name) => {
  const pipeline = createPipeline({ rules, isEager: true });
  const playing = { recording: loadRecording(loadScenario(name)), startMs };
  expect(differencesOfRestart(pipeline, playing).join('\n')).toBe('');
});
