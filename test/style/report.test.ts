import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowsOf } from './figures.ts';
import { measureRepository } from './report.ts';

const rules = readdirSync(new URL('../../src/classify/rules/', import.meta.url));
const measured = await measureRepository();

test('every source file is measured', () => {
  const folders = new Set(measured.source.map(({ path }) => path.split('/').slice(0, 2).join('/')));
  expect([...folders]).toEqual(expect.arrayContaining(['src/main.ts', 'src/kube', 'src/status']));
  expect(measured.source.every(({ lines }) => lines > 0)).toBe(true);
});

test('every rule is counted, and each has a near miss', () => {
  expect(measured.rules).toBe(rules.length);
  expect(measured.rulesWithNearMiss).toBe(rules.length);
});

test('some rules, and no more than there are, have a scenario', () => {
  expect(measured.rulesInZoo).toBeGreaterThan(0);
  expect(measured.rulesInZoo).toBeLessThanOrEqual(rules.length);
});

test('the way from watch to status is found in the documents', () => {
  expect(measured.filesFromWatchToStatus).toBeGreaterThan(0);
});

test('every figure is within its target', () => {
  const missed = rowsOf(measured).filter(({ isMet }) => !isMet);
  expect(missed).toEqual([]);
});
