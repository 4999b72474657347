// Logs that mean harm, or that nobody wrote for a reader: bounded in time and size, and safe to show.
import { describe, expect, it } from 'vitest';
import { readFetched } from '../../src/logs/read-fetched.ts';

const LIMIT = 256 * 1024;

function readingOf(text: string) {
  const read = readFetched({ text, isHeadCut: true, isTailCut: false }, 20);
  if (read === undefined) throw new Error('taken for no log');
  return read.reading;
}

function filled(piece: string): string {
  return piece.repeat(Math.ceil(LIMIT / piece.length)).slice(0, LIMIT);
}

/** What a terminal, a web page or the API server would take amiss. */
const UNSAFE = /[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u;

describe('a log of 256 KiB', () => {
  it.each([
    ['that is one line', 'x'],
    ['of NUL bytes', '\u0000'],
    ['of lone surrogates', '\uD800a'],
    ['of characters that turn the direction', '\u202Ea'],
    ['of escapes', '\u001B['],
    ['of carriage returns', '\r'],
    ['of empty lines', '\n'],
    ['of names of secrets', 'password='],
    ['of beginnings of keys', '-----BEGIN RSA PRIVATE KEY-----\n'],
    ['of our own marks', '[redacted] '],
    ['of beginnings of stacks', 'Traceback (most recent call last):\n'],
    ['of causes', 'Caused by: a.B: c\n'],
    ['of frames', '\tat a.b(C.java:1)\n'],
    ['of open braces', '{"a":'],
    ['of records', '{"level":"error","err":{"stack":"Error: a\\n    at f (/app/x.js:1:1)"}}\n'],
  ])('%s is read in time, bounded and safe', (_claim, piece) => {
    const beginMs = performance.now();
    const { lines, fingerprint } = readingOf(filled(piece));
    expect(performance.now() - beginMs).toBeLessThan(2_000);
    expect([lines.length <= 20, fingerprint.length <= 64]).toEqual([true, true]);
    expect(lines.filter((line) => line.length > 512 || !line.isWellFormed())).toEqual([]);
    expect(lines.filter((line) => UNSAFE.test(line.replaceAll('\t', '')))).toEqual([]);
  });
});

function record(stack: string): string {
  return `${JSON.stringify({ msg: 'no', stack })}\n`;
}

describe('what a record in JSON escapes', () => {
  it.each([
    ['control characters', record('Error: \u001B[31mred\u202E\n    at f (/app/x.js:1:1)')],
    ['lone surrogates', '{"msg":"no","stack":"Error: a\\ud800\\n    at f (/app/x.js:1:1)"}\n'],
  ])('is no way around the cleaning: %s', (_claim, log) => {
    const { lines, failure } = readingOf(`first line\n${log}`);
    const texts = [...lines, failure?.message ?? ''];
    expect(texts.filter((line) => UNSAFE.test(line) || !line.isWellFormed())).toEqual([]);
    expect(lines.join('\n')).toContain('at f (/app/x.js:1:1)');
  });

  it('is no way around the redaction', () => {
    const log =
      '{"msg":"no","stack":"Error: pass\\u0077ord=Xk29fkQp81mZ refused\\n    at f (/app/x.js:1:1)"}\n';
    const { lines, redactions } = readingOf(`first line\n${log}`);
    expect(lines.join('\n')).not.toContain('Xk29fkQp81mZ');
    expect(redactions).toBeGreaterThan(0);
  });
});

describe('a line', () => {
  it('that was cut at its beginning is not shown, as it may be half a secret', () => {
    const { lines } = readingOf('29fkQp81mZ tail of a secret\nFATAL it ends\n');
    expect(lines).toEqual(['FATAL it ends']);
  });

  it('that holds our own mark keeps it', () => {
    expect(readingOf('x\nFATAL token [redacted] refused\n').lines).toEqual([
      'FATAL token [redacted] refused',
    ]);
  });
});
