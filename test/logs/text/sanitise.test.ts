import { describe, expect, it } from 'vitest';
import { cut, head, sanitise } from '../../../src/logs/text/sanitise.ts';

const cases: readonly (readonly [string, string, string])[] = [
  [
    'plain text stays',
    'dial tcp 10.0.0.1:5432: connection refused',
    'dial tcp 10.0.0.1:5432: connection refused',
  ],
  ['text of other scripts stays', 'Grüße, 世界, 🚀', 'Grüße, 世界, 🚀'],
  ['tabs and line feeds stay', 'a\tb\nc', 'a\tb\nc'],
  ['CRLF becomes a line feed', 'a\r\nb', 'a\nb'],
  ['a lone CR becomes a line feed', '10%\r20%', '10%\n20%'],
  ['line ends of Unicode become line feeds', 'a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
  ['colours go', '\u001B[1;31mERROR\u001B[0m x', 'ERROR x'],
  ['colours in eight-bit form go', '\u009B31mERROR', 'ERROR'],
  ['links and window titles go', '\u001B]8;;http://x\u001B\\text\u001B]0;title\u0007!', 'text!'],
  ['an unfinished control string hides nothing', '\u001B]0;all of this', '0;all of this'],
  ['an unfinished colour hides nothing but itself', 'a \u001B[', 'a '],
  ['control characters go', 'a\u0000b\u0007c\bd\u007Fe', 'abcde'],
  ['characters that turn the reading direction go', 'a\u202Eb\u2066c\u200F', 'abc'],
  ['characters without width go', 'pass\u200Bword\uFEFF\u2060', 'password'],
  ['tag characters go', 'a\u{E0041}\u{E007F}b', 'ab'],
  ['lone surrogates are replaced', 'a\uD83Db\uDE80', 'a\uFFFDb\uFFFD'],
];

describe('sanitise', () => {
  it.each(cases)('%s', (_, text, expected) => {
    expect(sanitise(text)).toBe(expected);
  });
});

/** The characters that do not come through as they are: first, last, and what is left of each. */
const CHANGED: readonly (readonly [number, number, string])[] = [
  [0x0000, 0x0008, ''],
  [0x000b, 0x000c, ''],
  [0x000d, 0x000d, '\n'],
  [0x000e, 0x001f, ''],
  [0x007f, 0x0084, ''],
  [0x0085, 0x0085, '\n'],
  [0x0086, 0x009f, ''],
  [0x00ad, 0x00ad, ''],
  [0x034f, 0x034f, ''],
  [0x061c, 0x061c, ''],
  [0x115f, 0x1160, ''],
  [0x17b4, 0x17b5, ''],
  [0x180e, 0x180e, ''],
  [0x200b, 0x200f, ''],
  [0x2028, 0x2029, '\n'],
  [0x202a, 0x202e, ''],
  [0x2060, 0x206f, ''],
  [0x3164, 0x3164, ''],
  [0xd800, 0xdfff, '\uFFFD'],
  [0xfeff, 0xfeff, ''],
  [0xffa0, 0xffa0, ''],
  [0xfff9, 0xfffb, ''],
  [0xe0000, 0xe007f, ''],
];

it('each character of Unicode stays as it is, but for these', () => {
  const changed = new Map<number, string>();
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    const left = sanitise(character);
    if (left !== character) changed.set(point, left);
  }
  const expected = CHANGED.flatMap(([first, last, left]) =>
    Array.from({ length: last - first + 1 }, (_, index) => [first + index, left] as const),
  );
  expect([...changed]).toEqual(expected);
});

const cuts: readonly (readonly [string, string, number, string])[] = [
  ['what fits stays', 'abcd', 4, 'abcd'],
  ['what does not fit ends in an ellipsis', 'abcde', 4, 'abc…'],
  ['a code point is never halved', 'ab🚀cd', 4, 'ab…'],
  ['a code point that fits stays whole', 'ab🚀cd', 5, 'ab🚀…'],
];

describe('cut', () => {
  it.each(cuts)('%s', (_, text, max, expected) => {
    expect(cut(text, max)).toBe(expected);
  });

  it('marks nothing when only the head is asked for', () => {
    expect(head('abcde', 3)).toBe('abc');
  });
});
