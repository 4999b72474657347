// How much of what is planted is found, and how much of what is no secret is taken for one. The tables are printed.
import { expect, test } from 'vitest';
import { BENIGN, benignLines } from './corpus/benign.ts';
import {
  HELD_OUT,
  HELD_OUT_BENIGN,
  HELD_OUT_TOKEN_LINES,
  HELD_OUT_TOKENS,
} from './corpus/held-out.ts';
import { UNSEEN, UNSEEN_BENIGN } from './corpus/held-out-again.ts';
import { falseHits, leftByCuts, type Row, recallOf } from './corpus/measure.ts';
import { plantAll, plantedTokens, plantTokens } from './corpus/planted.ts';
import { PLANTINGS } from './corpus/plantings.ts';
import { randomOf } from './corpus/random.ts';
import { recordedLines } from './corpus/recorded.ts';

const planted = [
  ...plantedTokens(1),
  ...plantAll(PLANTINGS, 2, 2),
  ...plantTokens(HELD_OUT_TOKENS, HELD_OUT_TOKEN_LINES, randomOf(7)),
  ...plantAll({ ...HELD_OUT, ...UNSEEN }, 8, 2),
];

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ shape, planted: all, missed }) => {
    return `${shape.padEnd(40)}${String(all).padStart(6)}${String(all - missed.length).padStart(6)}`;
  });
  const all = sum(rows.map(({ planted: count }) => count));
  const missed = sum(rows.map((row) => row.missed.length));
  const total = `${rows.length} shapes, ${all} planted, ${all - missed} found: ${percent(all - missed, all)}`;
  return ['', ...lines, total].join('\n');
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

function expectRecall(rows: readonly Row[]): void {
  const all = sum(rows.map(({ planted: count }) => count));
  const missed = rows.flatMap((row) => row.missed);
  expect(missed.length / all, missed.join('\n')).toBeLessThanOrEqual(0.01);
}

function expectFew(name: string, lines: readonly string[]): void {
  const hits = falseHits(lines);
  console.log(
    `${name}: ${lines.length} lines, ${hits.length} false: ${percent(hits.length, lines.length)}`,
  );
  expect(hits.length / lines.length, hits.slice(0, 50).join('\n')).toBeLessThanOrEqual(0.005);
}

test('at least 99 of 100 planted secrets are found', () => {
  const rows = recallOf(planted);
  console.log(tableOf(rows));
  expect(planted.length).toBeGreaterThanOrEqual(350);
  expect(rows.length).toBeGreaterThanOrEqual(45);
  expectRecall(rows);
});

test('no cut through a log leaves a piece of a secret', () => {
  const once = [...Map.groupBy(planted, ({ shape }) => shape).values()].flatMap((all) => {
    return all.slice(0, 12);
  });
  const found = once.filter((it) => recallOf([it])[0]?.missed.length === 0);
  const left = found.flatMap(leftByCuts);
  console.log(
    `${found.length} secrets cut at each of their places, ${left.length} cuts left a piece`,
  );
  expect(left).toStrictEqual([]);
});

test('at most 5 of 1,000 lines without a secret lose something', () => {
  const lines = benignLines([...BENIGN, ...HELD_OUT_BENIGN, ...UNSEEN_BENIGN], 3, 30_000);
  expectFew('made lines', lines);
});

test('nor does what recorded clusters and runtimes said', () => {
  expectFew('recorded lines', recordedLines());
});
