import { describe, expect, it } from 'vitest';
import { freeText } from '../../../src/logs/text/free-text.ts';

const cases: readonly (readonly [string, unknown, number, string])[] = [
  ['a message that fits stays', 'no such host', 64, 'no such host'],
  ['nothing becomes nothing', undefined, 64, ''],
  ['null becomes nothing', null, 64, ''],
  ['a number becomes nothing', 7, 64, ''],
  ['a list becomes nothing', ['a'], 64, ''],
  ['a long message is cut', 'abcdefghij', 8, 'abcdefg…'],
  [
    'a secret hidden by a character without width is found',
    'pass\u200Bword=hunter2',
    64,
    'password=[redacted]',
  ],
  ['a secret hidden by colours is found', 'pass\u001B[1mword=hunter2', 64, 'password=[redacted]'],
  [
    'a secret that the cut would halve is gone before',
    'x token: ghp_hunter2hunter2hunter2',
    20,
    'x token: [redacted]',
  ],
  [
    'half a secret at the limit of reading is dropped with its word',
    `${'\u200B'.repeat(8 * 32 - 20)}see AKIAIOSFODNN7EXAMPLE`,
    32,
    'see…',
  ],
  ['one endless word behind hidden characters is dropped', `${'\u200B'.repeat(60)}hunter2`, 8, '…'],
];

describe('freeText', () => {
  it.each(cases)('%s', (_, value, max, expected) => {
    expect(freeText(value, max)).toBe(expected);
  });
});
