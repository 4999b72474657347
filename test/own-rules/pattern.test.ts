// Patterns that somebody writes, against texts that somebody else writes: neither may cost more than it may.
import { describe, expect, test } from 'vitest';
import { boundedSearch, compilePattern, type Pattern } from '../../src/own-rules/pattern.ts';

function sound(expression: string): Pattern {
  const compiled = compilePattern(expression);
  if (compiled.kind === 'bad') throw new Error(compiled.message);
  return compiled.pattern;
}

describe('a pattern', () => {
  const cases: readonly {
    readonly name: string;
    readonly expression: string;
    readonly text: string;
    readonly isFound: boolean;
  }[] = [
    {
      name: 'is found anywhere',
      expression: 'no such table',
      text: 'ERROR: no such table: a',
      isFound: true,
    },
    { name: 'minds capital letters', expression: 'error', text: 'ERROR', isFound: false },
    { name: 'may ask for any letters', expression: '(?i)error', text: 'ERROR', isFound: true },
    { name: 'may be anchored', expression: '^panic:', text: 'a panic: b', isFound: false },
    { name: 'knows Unicode', expression: String.raw`^\p{L}+$`, text: 'größe', isFound: true },
    { name: 'does not cross a line with a dot', expression: 'a.b', text: 'a\nb', isFound: false },
  ];

  test.each(cases)('$name', ({ expression, text, isFound }) => {
    expect(sound(expression).find(text)).toBe(isFound);
  });

  test('is whole only where nothing stands around it', () => {
    const { isWhole } = sound('app|web-.*');
    expect(['app', 'web-1', 'app2', 'my-app', ''].map(isWhole)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('quotes the first part that fits, at most 256 characters of it', () => {
    expect(sound('table \\w+').quote('12:00 no table orders, no table lines')).toBe('table orders');
    expect(sound('x+').quote('x'.repeat(500))).toBe('x'.repeat(256));
    expect(sound('x+').quote('none')).toBe('');
  });

  test('sees no more than 1,024 characters of a text', () => {
    expect(sound('end').find(`${'x'.repeat(1_021)}end`)).toBe(true);
    expect(sound('end').find(`${'x'.repeat(1_022)}end`)).toBe(false);
  });
});

describe('what is no pattern', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['(', 'BadPattern', 'error parsing regexp: missing closing ): `(`'],
    ['(?=a)', 'BadPattern', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['(?<=a)b', 'BadPattern', 'error parsing regexp: invalid named capture: `(?<=a)b`'],
    ['(a)\\1', 'BadPattern', 'error parsing regexp: invalid escape sequence: `\\1`'],
    ['(a{1000}){1000}', 'BadPattern', 'error parsing regexp: invalid repeat count: `{1000}`'],
    [
      '[a-z]{400}',
      'PatternTooLarge',
      'takes 402 instructions of RE2, of which 300 are allowed: use smaller counts',
    ],
  ];

  test.each(cases)('%s is %s', (expression, why, message) => {
    expect(compilePattern(expression)).toEqual({ kind: 'bad', why, message });
  });

  test('512 characters of plain words within the limit are one', () => {
    expect(compilePattern('connection refused|'.repeat(13).slice(0, -1)).kind).toBe('pattern');
  });
});

/**
 * The least of several tries leaves out collections and what else the machine does. Processor time is counted in ticks of
 * 4 ms on some kernels.
 */
function leastMicros(run: () => void): number {
  return Math.min(
    ...Array.from({ length: 7 }, () => {
      const before = performance.now();
      run();
      return (performance.now() - before) * 1_000;
    }),
  );
}

describe('a hostile pattern', () => {
  // On V8 the first takes minutes for 40 characters. The last has more states than may be kept, and needs fewer tries.
  const expressions: readonly (readonly [string, number])[] = [
    ['^(a+)+$', 400],
    ['^(a|a)*b', 400],
    ['^(a|aa)+$', 400],
    ['(.*)*x', 400],
    ['([a-z]+)*[0-9]', 400],
    ['.*a.{250}b', 4],
  ];

  test.each(expressions)('%s takes at most 2.5 times as long for twice the text', (it, times) => {
    const { find } = sound(it);
    function take(length: number): number {
      const texts = Array.from(
        { length: times },
        (_, index) => `${'a'.repeat(length - 4)}!${index}`,
      );
      return leastMicros(() => {
        for (const text of texts) find(text);
      });
    }
    take(1_000);
    expect(take(1_000)).toBeLessThanOrEqual(2.5 * Math.max(take(500), 2_000));
  });

  test('keeps little memory, whatever it is shown', () => {
    const { find } = sound('.*a.{200}b');
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < 50; index += 1) {
      find(
        Array.from({ length: 1_024 }, (_, at) => 'ab x'[(at * (index + 3) + at * at) % 4]).join(''),
      );
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1_024 * 1_024);
  });
});

/** A search for x that notes what it looks at. */
function counting(size: number) {
  const asked: string[] = [];
  const search = boundedSearch({
    ...sound('x'),
    size,
    find(text) {
      asked.push(text);
      return text.includes('x');
    },
  });
  return { asked, search };
}

describe('one look', () => {
  test('asks of each text once', () => {
    const { asked, search } = counting(1);
    expect(['x', 'y', 'x', 'y'].map(search)).toEqual([true, false, true, false]);
    expect(asked).toEqual(['x', 'y']);
  });

  test('ends when all that it may cost is used up: what is not looked at is not found', () => {
    const { asked, search } = counting(300);
    const texts = Array.from({ length: 10 }, (_, index) => `x${index}`.padEnd(1_024, '.'));
    expect(texts.map(search).filter(Boolean)).toHaveLength(3);
    expect(asked).toHaveLength(3);
    // What is short enough still is, and what is known stays so.
    expect([search('x'), search(texts[0] ?? '')]).toEqual([true, true]);
  });
});
