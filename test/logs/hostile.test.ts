// Whatever a program writes, reading it stays small, quick and fit to be shown.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLog } from '../../src/logs/read-log.ts';

const MIB = 1 << 20;

// Each repeats what makes some part of the reading begin.
const units: readonly string[] = [
  'x',
  ' ',
  '\n',
  'a\0b',
  '\ud800a',
  '\u202eabc ',
  '\u001b[31mred ',
  '[redacted] ',
  '{"a":',
  '{"msg":"a\\nb","stack":"a\\nb"}\n',
  'a: ',
  '[a] ',
  'Error: x\n',
  'Error: x\n\nCaused by:\n    0: x\n',
  '\tat a.b.C.d(E.java:1)\n',
  'a.b\n\t/a.go:1\n',
  "thread 'm' panicked at a.rs:1:1:\n",
  "a.rb:1:in `x': m (A::A::A)\n",
  'Traceback (most recent call last):\n',
  '2026-11-30T23:50:37Z INFO x: y\n',
  '"GET /a ',
  'error failed ',
];

function read(text: string) {
  return readLog({ text, isHeadCut: false, isTailCut: false });
}

/** Milliseconds of the processor: other work on the machine must not decide. */
function cpuMs(text: string): number {
  const runs = [1, 2].map(() => {
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

describe('a log of nothing but', () => {
  it.each(units)('%j is read in proportion to its length', (unit) => {
    const whole = unit.repeat(Math.floor((256 * 1024) / unit.length));
    const quarter = whole.slice(0, whole.length / 4);
    read(quarter);
    // Linear is 4, quadratic is 16. The floor keeps noise from deciding among little.
    expect(cpuMs(whole) / Math.max(cpuMs(quarter), 10)).toBeLessThan(9);
  });

  it.each(units)('%j can be shown', (unit) => {
    const { lines, failure, cause, fingerprint } = read(unit.repeat(2_000));
    const texts = [...lines, failure?.message ?? '', cause?.message ?? ''];
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(texts.filter((text) => text.length > 512)).toEqual([]);
    expect(texts.filter((text) => !text.isWellFormed() || /[^\P{C}\t]/u.test(text))).toEqual([]);
    expect(fingerprint).toMatch(/^(?:[0-9a-f]{16})?$/);
  });
});

describe('of a log that is too long', () => {
  it('the end is read, and said to be a part', () => {
    const { lines, isCut } = read(`${'a line like others\n'.repeat(100_000)}Error: no database\n`);
    expect([lines.at(-1), isCut]).toEqual(['Error: no database', true]);
  });

  it('a line that has no end leaves its last words', () => {
    const { lines } = read(`password=hunter2${'x'.repeat(2 * MIB)} Error: no database`);
    expect(lines).toEqual(['Error: no database']);
  });

  it('one word without end leaves nothing: it may be half a secret', () => {
    expect(read('x'.repeat(2 * MIB))).toEqual({
      lines: [],
      fingerprint: '',
      redactions: 0,
      isCut: true,
    });
  });
});

describe('a marker that the program itself wrote', () => {
  it('stays, and counts for nothing', () => {
    const { lines, redactions } = read('Error: token [redacted] was refused');
    expect([lines, redactions]).toEqual([['Error: token [redacted] was refused'], 0]);
  });
});

describe('the process grows by at most 20 MiB for 4 MiB of', () => {
  it.each(['x', '\n', 'Error: x\n', '\u202eabc ', '{"msg":"a\\nb","stack":"a\\nb"}\n'])(
    '%j',
    (unit) => {
      const child = fileURLToPath(new URL('./memory-child.ts', import.meta.url));
      const args = ['--disable-warning=ExperimentalWarning', child, unit, String(4 * MIB)];
      const grown = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
      expect(grown).toBeGreaterThanOrEqual(0);
      expect(grown / MIB).toBeLessThanOrEqual(20);
    },
  );
});
