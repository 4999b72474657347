import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../src/kube/lines.ts';

function splitAt(text: string, ...borders: number[]): { lines: string[]; pending: number } {
  const bytes = Buffer.from(text);
  const splitter = new LineSplitter();
  const lines: string[] = [];
  let from = 0;
  for (const border of [...borders, bytes.length]) {
    splitter.push(bytes.subarray(from, border), (line) => lines.push(line.toString()));
    from = border;
  }
  return { lines, pending: splitter.pendingBytes };
}

describe('lines', () => {
  const cases: [string, string, { lines: string[]; pending: number }][] = [
    ['come without their ends', 'a\nbc\n', { lines: ['a', 'bc'], pending: 0 }],
    ['may be empty', '\n\na\n', { lines: ['', '', 'a'], pending: 0 }],
    [
      'are not ended by U+2028, U+2029 or CR',
      'a\u2028b\u2029c\rd\n',
      {
        lines: ['a\u2028b\u2029c\rd'],
        pending: 0,
      },
    ],
    ['leave a half line pending', 'a\nbcd', { lines: ['a'], pending: 3 }],
    ['are none in an empty stream', '', { lines: [], pending: 0 }],
  ];
  test.each(cases)('%s', (_claim, text, expected) => {
    expect(splitAt(text)).toEqual(expected);
  });

  test('are the same wherever two chunk borders fall, inside characters too', () => {
    const text = 'ä€😀\n\u2028x\n\nlast';
    const whole = splitAt(text);
    const length = Buffer.byteLength(text);
    for (let first = 0; first <= length; first += 1) {
      for (let second = first; second <= length; second += 1) {
        expect(splitAt(text, first, second)).toEqual(whole);
      }
    }
  });

  test('of exactly the limit pass', () => {
    const lines: string[] = [];
    new LineSplitter(4).push(Buffer.from('abcd\nabcd\n'), (line) => lines.push(line.toString()));
    expect(lines).toEqual(['abcd', 'abcd']);
  });

  test.each([
    ['in one chunk', ['abcde\n']],
    ['over chunks, before its end is seen', ['abc', 'de']],
    ['over chunks, with its end', ['abc', 'de\n']],
  ])('over the limit are refused %s', (_claim, chunks) => {
    const splitter = new LineSplitter(4);
    expect(() => {
      for (const chunk of chunks) splitter.push(Buffer.from(chunk), () => {});
    }).toThrow('a line is longer than 4 bytes');
  });
});
