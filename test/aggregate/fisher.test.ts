import { describe, expect, test } from 'vitest';
import { logBest, logFactorials, logTail, type Table } from '../../src/aggregate/fisher.ts';

const logs = logFactorials(4_000);

/** The same by counting: every way to choose which pods fail. */
function counted({ all, having, failing, both }: Table): number {
  let ways = 0;
  let asMany = 0;
  for (let chosen = 0; chosen < 2 ** all; chosen += 1) {
    if (bitsOf(chosen) !== failing) continue;
    ways += 1;
    if (bitsOf(chosen % 2 ** having) >= both) asMany += 1;
  }
  return asMany / ways;
}

function bitsOf(number: number): number {
  return number.toString(2).replaceAll('0', '').length;
}

/** Every table of so many pods. */
function tablesOf(all: number): readonly Table[] {
  const tables: Table[] = [];
  for (let having = 0; having <= all; having += 1) {
    for (let failing = 1; failing <= all; failing += 1) {
      const least = Math.max(0, having + failing - all);
      for (let both = least; both <= Math.min(having, failing); both += 1) {
        tables.push({ all, having, failing, both });
      }
    }
  }
  return tables;
}

describe('how likely chance alone does as well', () => {
  test.each<readonly [claim: string, table: Table, probability: number]>([
    ['both new pods of six fail: one in 15', { all: 6, having: 2, failing: 2, both: 2 }, 1 / 15],
    [
      'four cups of eight, all told right: one in 70',
      { all: 8, having: 4, failing: 4, both: 4 },
      1 / 70,
    ],
    ['… and three of them right: 17 in 70', { all: 8, having: 4, failing: 4, both: 3 }, 17 / 70],
    ['as many as expected say nothing', { all: 8, having: 4, failing: 4, both: 2 }, 1],
    ['what all have says nothing', { all: 8, having: 8, failing: 4, both: 4 }, 1],
    ['what none has says nothing', { all: 8, having: 0, failing: 4, both: 0 }, 1],
  ])('%s', (_, table, probability) => {
    expect(Math.exp(logTail(table, logs))).toBeCloseTo(probability, 12);
  });

  test('is what counting all ways says, wherever the trait is more frequent among the failing', () => {
    const tables = [1, 2, 5, 8, 9].flatMap(tablesOf);
    const wrong = tables.filter((table) => {
      const isFrequent = table.both * table.all > table.having * table.failing;
      const expected = isFrequent ? counted(table) : 1;
      return Math.abs(Math.exp(logTail(table, logs)) - expected) > 1e-9;
    });
    expect({ tables: tables.length, wrong }).toEqual({ tables: 425, wrong: [] });
  });

  test('is never larger than the least that these numbers allow', () => {
    const wrong = [1, 2, 5, 8, 9].flatMap(tablesOf).filter((table) => {
      return logTail(table, logs) < logBest(table, logs) - 1e-9;
    });
    expect(wrong).toEqual([]);
  });

  test('of 3,000 pods it is a number still', () => {
    const half = { all: 3_000, having: 1_500, failing: 1_500, both: 1_500 };
    expect(logTail(half, logs)).toBeCloseTo(-2_075.2, 0);
    expect(logTail({ ...half, both: 760 }, logs)).toBeCloseTo(Math.log(0.2442), 2);
  });
});
