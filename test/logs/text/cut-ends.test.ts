import { expect, it } from 'vitest';
import { wholeLines } from '../../../src/logs/text/cut-ends.ts';

const half = 'Ab3'.repeat(10);
const wide = `${'a word '.repeat(8)}${half}`;

const cases: readonly (readonly [string, string, boolean, boolean, readonly string[]])[] = [
  ['nothing is dropped of a whole log', 'a\nb ', false, false, ['a', 'b']],
  ['the first line of one that is cut before', 'a\nb\nc', true, false, ['b', 'c']],
  ['the last line of one that is cut behind', 'a\nb\nc', false, true, ['a', 'b']],
  ['the only line of a log that is cut', 'abc', true, false, []],
  [
    'what the dropped line goes on with',
    `x${half}\n${half} b\nc`,
    true,
    false,
    ['[redacted] b', 'c'],
  ],
  [
    'not a time after a dropped line',
    'x\n2026-11-30T10:11:12Z b',
    true,
    false,
    ['2026-11-30T10:11:12Z b'],
  ],
  ['not a word behind the end of a sentence', `x.)\n${half}`, true, false, [half]],
  ['lines of a key after a dropped one', `x\n${'aB3+'.repeat(16)}\nb`, true, false, ['b']],
  [
    'the begin of what the dropped line ends',
    `${wide}\n${half}`,
    false,
    true,
    [`${'a word '.repeat(8)}[redacted]`],
  ],
  ['not the end of a short line', `a ${half}\nb`, false, true, [`a ${half}`]],
];

it.each(cases)('%s', (...[, text, isHeadCut, isTailCut, expected]) => {
  expect(wholeLines(text, { isHeadCut, isTailCut })).toEqual(expected);
});
