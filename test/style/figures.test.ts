import { expect, test } from 'vitest';
import { type Measured, quantile, reportOf, rowsOf } from './figures.ts';
import { type FileFigures, measureFile } from './measure.ts';

function file(path: string, ...lines: readonly string[]): FileFigures {
  return measureFile(path, lines.join('\n'));
}

const DOCUMENTED = '/** A. */ export const a = 1;';
const BARE = ['export const b = 1;', 'export const c = 1;', 'export const d = 1;'];
const TIDY = [file('src/api/a.ts', DOCUMENTED), file('src/b.ts', DOCUMENTED)];

/** A repository that misses nothing, but for what is changed and what is added to its source. */
function repository(added: readonly FileFigures[], changed: Partial<Measured> = {}): Measured {
  const source = [...TIDY, ...added];
  return {
    source,
    testLines: 2 * source.flatMap(({ lines }) => Array.from({ length: lines })).length,
    rules: 2,
    rulesWithNearMiss: 2,
    rulesInZoo: 2,
    filesFromWatchToStatus: 7,
    ...changed,
  };
}

function missed(measured: Measured): readonly string[] {
  return rowsOf(measured).flatMap(({ question, figure, isMet }) =>
    isMet ? [] : [`${question}: ${figure}`],
  );
}

const long = Array.from({ length: 61 }, () => 'void 0;');

const cases: readonly (readonly [string, Measured, readonly string[]])[] = [
  ['a tidy repository misses nothing', repository([]), []],
  [
    'each word of the vocabulary is documented',
    repository([file('src/config.ts', ...BARE.slice(0, 1))]),
    ['exports documented in api, facts, config, classify/types: 50 % (1 of 2)'],
  ],
  ['elsewhere 40 % are enough', repository([file('src/c.ts', DOCUMENTED, ...BARE)]), []],
  [
    'elsewhere a third is too little',
    repository([file('src/c.ts', ...BARE.slice(0, 2))]),
    ['exports documented elsewhere: 33 % (1 of 3)'],
  ],
  [
    'a long rule file is told',
    repository([file('src/classify/rules/a.ts', ...long)]),
    ['rule file lines: median / p90: 61 / 61'],
  ],
  ['the same file elsewhere is none', repository([file('src/c.ts', ...long)]), []],
  [
    'a function of 61 lines is too long',
    repository([file('src/c.ts', 'function f() {', ...long.slice(2), '}')]),
    ['function lines: median / p90 / max: 61 / 61 / 61'],
  ],
  ['too few tests', repository([], { testLines: 2 }), ['test code : source code: 1.00']],
  ['too many tests', repository([], { testLines: 6 }), ['test code : source code: 3.00']],
  [
    'a rule without a near miss',
    repository([], { rulesWithNearMiss: 1 }),
    ['rules with a near miss: 50 % (1 of 2)'],
  ],
  [
    'too few rules with a scenario',
    repository([], { rulesInZoo: 1 }),
    ['rules in a scenario of the zoo: 50 % (1 of 2)'],
  ],
  [
    'an eighth file on the way',
    repository([], { filesFromWatchToStatus: 8 }),
    ['files from watch event to status write: 8'],
  ],
  ['three casts are allowed', repository([file('src/c.ts', 'void (a as A as B as C);')]), []],
  [
    'four casts are not',
    repository([file('src/c.ts', 'void (a as A as B as C as D);')]),
    ['casts in src: 4'],
  ],
  [
    'a module variable and a class of methods',
    repository([file('src/c.ts', 'let a = 1;', 'class B { c() {} }', 'class D { e = 1; }')]),
    ['classes in src without state, of 2: 1', 'mutable module variables in src: 1'],
  ],
];

test.each(cases)('%s', (_, measured, wanted) => {
  expect(missed(measured)).toEqual(wanted);
});

const quantiles: readonly (readonly [string, readonly number[], number, number])[] = [
  ['the median of three is the middle one', [3, 1, 2], 0.5, 2],
  ['of four it is the lower of the middle two', [4, 3, 2, 1], 0.5, 2],
  ['p90 of ten leaves one above', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
  ['the maximum is the last', [1, 100, 20], 1, 100],
  ['of nothing it is 0', [], 0.5, 0],
];

test.each(quantiles)('%s', (_, numbers, part, wanted) => {
  expect(quantile(numbers, part)).toBe(wanted);
});

test('the report is one line per question, in columns', () => {
  const rows = [
    { question: 'a', target: '<= 1', figure: '0', isMet: true },
    { question: 'longer', target: '0', figure: '12', isMet: false },
  ];
  expect(reportOf(rows)).toBe(
    'question  target  figure  met\na         <= 1    0       yes\nlonger    0       12      no\n',
  );
});
