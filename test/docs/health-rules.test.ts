// docs/health-rules.md against the code: its examples are run, its lists compared.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { analyze } from '../../src/analyze/analyze.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { parseSettings } from '../../src/config.ts';
import { GENERAL_CODES } from '../../src/own-rules/general-codes.ts';
import { play, stateAt } from '../zoo/player.ts';
import { loadRecording, loadScenario } from '../zoo/scenario.ts';
import { quoted, readRepositoryFile, sectionOf, tablesOf } from './tables.ts';

const page = readRepositoryFile('docs/health-rules.md');
const rules = await loadCatalogue();
const parsed = parseSettings([], {});
if (parsed.kind !== 'run') throw new Error('the defaults are no settings');
const { settings } = parsed;

/** The diagnoses that the command prints for the recording with the rule, from when it was made. */
function diagnosesOf(scenario: string, rule: string): string {
  const recording = loadRecording(loadScenario(scenario));
  const startMs = Date.parse(recording.header.recordedAt);
  const objects = stateAt(play([{ recording, startMs }])).map(({ object }) => object);
  const nowMs = startMs + recording.header.durationMs;
  const { reports, stalled } = analyze([...objects, parse(rule)], { rules, settings, nowMs });
  expect(stalled).toEqual([]);
  const diagnoses = reports.flatMap(({ status }) => status?.diagnoses ?? []);
  return stringify({ diagnoses }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const [, examplePart = ''] = /^## Three examples\n(.*?)^## /ms.exec(page) ?? [];
const examples = examplePart
  .split('\n### ')
  .slice(1)
  .map((text) => ({
    name: text.split('\n')[0] ?? '',
    scenario: /`test\/zoo\/([a-z0-9-]+)\/`/.exec(text)?.[1] ?? '',
    blocks: [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']) => block),
  }));

test('there are three examples', () => {
  expect(examples).toHaveLength(3);
});

test.each(examples)('$name says what the page shows', ({ scenario, blocks }) => {
  const [rule = '', output] = blocks;
  expect(output).toBe(diagnosesOf(scenario, rule));
});

test('the diagnoses that a rule takes the place of are listed', () => {
  const [first = ''] = sectionOf(page, '## Which diagnosis stands').split('\n- It takes');
  const listed = quoted(first).filter((word) => /^[A-Z]/.test(word));
  expect(listed).toEqual(GENERAL_CODES);
});

describe('the reasons of a rule that is not used', () => {
  const types = readFileSync(new URL('../../src/own-rules/types.ts', import.meta.url), 'utf8');
  const declared = /export type StallReason =(.*?);/s.exec(types)?.[1] ?? '';

  test('are listed in order', () => {
    const [table = []] = tablesOf(sectionOf(page, '## When a rule is not used'));
    const told = table.map(([reason = '']) => quoted(reason)[0]);
    expect(told).toEqual([...declared.matchAll(/'(\w+)'/g)].map(([, reason]) => reason));
    expect(told).toContain('BadPattern');
  });
});
