// docs/service-health.md against the code: what the page lists is what there is, and nothing is left out.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../src/api/bounds.ts';
import { diagnosisSchema } from '../../src/api/diagnosis.ts';
import { HEALTH_WORDS } from '../../src/api/health.ts';
import { DEFAULT_THRESHOLDS, specSchema, thresholdsSchema } from '../../src/api/spec.ts';
import {
  autoscalerSchema,
  podCountsSchema,
  retainedEventSchema,
  statusSchema,
  workloadSchema,
} from '../../src/api/status.ts';
import { quoted, readRepositoryFile, sectionOf, tablesOf } from './tables.ts';

const page = readRepositoryFile('docs/service-health.md');
/** The files that say conditions. */
const conditions = readdirSync(new URL('../../src/aggregate/', import.meta.url))
  .map((file) => readRepositoryFile(`src/aggregate/${file}`))
  .filter((text) => text.includes('ReportCondition'))
  .join('\n');

/** Every CamelCase word that they quote: types, reasons, and the words it asks for. */
const words = new Set([...conditions.matchAll(/'([A-Z][A-Za-z]+)'/g)].map(([, word = '']) => word));

/** The conditions that are said with a fixed reason, as "Ready False CannotObserve". */
const fixed = [...conditions.matchAll(/condition\(\s*'(\w+)',\s*'(\w+)',\s*'(\w+)'/g)].map(
  ([, type, status, reason]) => `${type} ${status} ${reason}`,
);

function rowsUnder(heading: string, table = 0): readonly (readonly string[])[] {
  return tablesOf(sectionOf(page, heading))[table] ?? [];
}

function firstWords(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map(([first = '']) => quoted(first)[0] ?? '');
}

const fieldTables: readonly (readonly [string, { readonly shape: object }])[] = [
  ['## Spec', specSchema],
  ['### Thresholds', thresholdsSchema],
  ['## Status', statusSchema],
  ['### pods', podCountsSchema],
  ['### workloads', workloadSchema],
  ['### autoscalers', autoscalerSchema],
  ['### events', retainedEventSchema],
  ['## Diagnoses', diagnosisSchema],
];

test.each(fieldTables)('%s lists every field of the schema in its order', (heading, { shape }) => {
  expect(firstWords(rowsUnder(heading))).toEqual(Object.keys(shape));
});

test('the defaults of the thresholds are those of the schema', () => {
  const rows = rowsUnder('### Thresholds').map(([name = '', value]) => [quoted(name)[0], value]);
  expect(rows).toEqual(
    Object.entries(DEFAULT_THRESHOLDS).map(([name, value]) => [name, String(value)]),
  );
});

test('the health table gives every word', () => {
  const given = rowsUnder('## The health table').map((row) => row.at(-1));
  expect(new Set(given)).toEqual(new Set(HEALTH_WORDS));
});

describe('the conditions', () => {
  const rows = rowsUnder('## Conditions');

  test('are found in the code at all', () => {
    expect(fixed).toContain('Ready True ReportCurrent');
    expect([...words]).toEqual(
      expect.arrayContaining(['DataComplete', 'RolloutPaused', 'ReportSuspended']),
    );
  });

  test('that have a fixed reason have a row each', () => {
    const told = rows.map(
      ([type = '', status = '', reason = '']) =>
        `${quoted(type)[0]} ${status} ${quoted(reason)[0]}`,
    );
    expect(fixed.filter((triple) => !told.includes(triple))).toEqual([]);
  });

  test.each([...words])('%s, which the code says, is named on the page', (word) => {
    expect(page).toMatch(new RegExp(`\\b${word}\\b`));
  });

  test('of the page are all in the code', () => {
    const told = rows.flatMap(([type = '', status = '', reason = '']) => [
      ...quoted(type),
      status,
      ...quoted(reason),
    ]);
    const known = new Set<string>([...words, ...HEALTH_WORDS]);
    expect(told.filter((word) => !known.has(word))).toEqual([]);
  });
});

test.each([0, 1])('table %i of the sizes gives the bounds of the schema', (table) => {
  const rows = rowsUnder('## Size', table);
  const bounds = new Map<string, number>(Object.entries(BOUNDS));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(([name = '', value]) => [quoted(name)[0], Number(value)])).toEqual(
    rows.map(([name = '']) => [quoted(name)[0], bounds.get(quoted(name)[0] ?? '')]),
  );
});
