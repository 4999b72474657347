import { describe, expect, test } from 'vitest';
import type { Mutant } from './mutants.ts';
import { scoreOf, staleEntries, sumOf, survivorsOf, tableOf } from './report.ts';
import type { Fate, Verdict } from './run.ts';

const MUTANT: Mutant = {
  id: 0,
  file: 'src/aggregate/counts.ts',
  line: 7,
  lineText: 'if (a < b) return c;',
  operator: 'comparison',
  start: 90,
  end: 95,
  original: 'a < b',
  replacement: 'a <= b',
  heldBy: '',
};
const ENTRY = {
  file: MUTANT.file,
  line: MUTANT.lineText,
  original: MUTANT.original,
  replacement: MUTANT.replacement,
  reason: 'a is never b',
};

function verdict(fate: Fate, facts: Partial<Mutant> = {}): Verdict {
  return { mutant: { ...MUTANT, ...facts }, fate };
}

describe('the score', () => {
  test.each<[string, readonly Fate[], number]>([
    ['a mutant that a check notices counts', ['killed', 'survived'], 0.5],
    ['so does one that makes it hang', ['timeout', 'survived'], 0.5],
    ['one that no check reaches does not', ['killed', 'not reached'], 0.5],
    ['without mutants nothing is missing', [], 1],
  ])('%s', (_, fates, wanted) => {
    expect(scoreOf(fates.map((fate) => verdict(fate)))).toBe(wanted);
  });
});

test('the table has the files, the folders and all, and rounds down', () => {
  const verdicts = [
    verdict('killed'),
    verdict('killed', { file: 'src/aggregate/budget.ts' }),
    verdict('survived'),
  ];
  const lines = tableOf(verdicts).split('\n');
  expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['killed', 'timeout', 'survived', 'not reached', 'score'],
    ['src/aggregate/budget.ts', '1', '0', '0', '0', '100.0 %'],
    ['src/aggregate/counts.ts', '1', '0', '1', '0', '50.0 %'],
    [''],
    ['src/aggregate', '2', '0', '1', '0', '66.6 %'],
    ['all', '2', '0', '1', '0', '66.6 %'],
  ]);
});

test('the sum tells what is explained from what is not', () => {
  const other = { replacement: 'a === b' };
  const verdicts = [verdict('killed'), verdict('timeout'), verdict('survived')];
  const unknown = [verdict('survived', other), verdict('not reached', other)];
  expect(sumOf([...verdicts, ...unknown], [ENTRY])).toBe(
    '5 in all, 2 noticed (40.0 %), 1 accepted with a reason, 2 unexplained',
  );
});

describe('what nobody noticed', () => {
  test.each<[string, Verdict, readonly string[]]>([
    [
      'is shown with its place and its change',
      verdict('survived', { replacement: 'a === b' }),
      ['src/aggregate/counts.ts:7  a < b  →  a === b  (survived)'],
    ],
    [
      'shows a statement that is gone',
      verdict('not reached', { original: 'g(\n  a);', replacement: '' }),
      ['src/aggregate/counts.ts:7  g( a);  →  nothing  (not reached)'],
    ],
    [
      'says why where that is known',
      verdict('survived'),
      ['src/aggregate/counts.ts:7  a < b  →  a <= b  (equivalent: a is never b)'],
    ],
    ['is nothing when a check noticed', verdict('killed'), []],
  ])('%s', (_, one, wanted) => {
    expect(survivorsOf([one], [ENTRY])).toEqual(wanted);
  });
});

describe('an entry of what is accepted', () => {
  test.each<[string, Mutant, Fate, readonly string[]]>([
    ['is good while its mutant survives', MUTANT, 'survived', []],
    [
      'is out of date once a check notices',
      MUTANT,
      'killed',
      ['src/aggregate/counts.ts: a < b → a <= b is noticed by a check'],
    ],
    [
      'is out of date when its line has changed',
      { ...MUTANT, lineText: 'if (a < b && d) return c;' },
      'survived',
      ['src/aggregate/counts.ts: a < b → a <= b is no mutant any more'],
    ],
  ])('%s', (_, mutant, fate, wanted) => {
    expect(staleEntries([ENTRY], [mutant], [{ mutant, fate }])).toEqual(wanted);
  });
});
