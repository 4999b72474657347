import { describe, expect, it } from 'vitest';
import { freeText } from '../../../src/logs/text/free-text.ts';
import { redact } from '../../../src/logs/text/redact.ts';
import { sanitise } from '../../../src/logs/text/sanitise.ts';
import { SHAPES } from '../../../src/logs/text/shapes/index.ts';
import { randomOf } from './corpus/random.ts';
import { TOKENS } from './corpus/tokens.ts';

// Each repeats what makes a pattern begin and then fail, or begin inside itself.
const units: readonly string[] = [
  'a',
  ' ',
  '-',
  '"',
  '\\',
  '://',
  'a://b:',
  'x://a:b:c/',
  'eyJ',
  'eyJ-',
  'eyJaaaaaaaa.',
  'AKIA',
  'ghp_',
  '-----BEGIN ',
  '-----BEGIN X-----',
  '-----BEGIN A-----END ',
  'a:',
  'a.b-c_d',
  'api ',
  'password=',
  'password="',
  'password=\\"',
  'password: ',
  'token\\\\\\"',
  '--password ',
  'bearer ',
  'authorization: ',
  '\u001B[',
  '\u001B]',
  '\u001B[0',
  '\u009B',
  '\r',
  '\u202E',
  '\uD83D',
  'p\u200B',
];

const SIZE = 1 << 20;

/** CPU time, not the wall: other work on the machine must not decide. The best of three leaves out collections. */
function cpuMicros(text: string): number {
  const runs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    redact(sanitise(text));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...runs);
}

describe('text work on hostile megabytes', () => {
  it.each(units)('grows with the length of repeated %j, not with its square', (unit) => {
    const whole = unit.repeat(SIZE / unit.length);
    const quarter = whole.slice(0, SIZE / 4);
    // Compiles the patterns.
    redact(sanitise(quarter));
    // Four times the text: linear is 4, quadratic is 16. The floor keeps noise from deciding among microseconds.
    const once = Math.max(cpuMicros(quarter), 10_000);
    expect(cpuMicros(whole) / once).toBeLessThan(9);
  });

  it('reads no more of 5 MB than it may need', () => {
    const text = 'password=hunter2 '.repeat(300_000);
    const before = process.cpuUsage();
    freeText(text, 1024);
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(cpuMicros(text) / 4);
  });
});

const HALF = 128 * 1024;
/** Shorter times are mostly what surrounds the work. */
const GRAIN_MICROS = 1_000;
const random = randomOf(5);
const templates = new Map(TOKENS.map(([name, template]) => [name, template]));

/** What makes the pattern of a shape begin often, and fail late. */
function hostileTo(name: string, hints: readonly string[]): readonly string[] {
  const template = templates.get(name);
  const almost = template === undefined ? [] : [random.fill(template).slice(0, -2)];
  const hint = hints[0] ?? '';
  const upper = hint.toUpperCase();
  return [
    hint,
    ` ${upper}`,
    `${hint}a1`,
    `"${hint}":`,
    ...almost,
    ...almost.map((token) => ` ${token}!`),
  ];
}

/**
 * The quickest of seven runs: what else the machine does only adds to a time. Processor time is counted in ticks of 4 ms
 * on some kernels, which is as long as a run takes.
 */
function bestMicros(text: string): number {
  const runs = Array.from({ length: 7 }, () => {
    const before = performance.now();
    redact(text);
    return (performance.now() - before) * 1_000;
  });
  return Math.min(...runs);
}

/** The parts behind one another, each as often as it takes for its part of so many characters. */
function filled(parts: readonly string[], length: number): string {
  const part = length / parts.length;
  return parts.map((unit) => unit.repeat(Math.ceil(part / unit.length))).join('\n');
}

/** The growth from n to 2n; what disturbs one measurement does not disturb six. */
function growthOf(parts: readonly string[]): number {
  const once = filled(parts, HALF);
  const twice = filled(parts, 2 * HALF);
  let growth = Infinity;
  for (let round = 0; round < 6 && growth > 2.5; round += 1) {
    growth = Math.min(growth, bestMicros(twice) / Math.max(bestMicros(once), GRAIN_MICROS));
  }
  return growth;
}

describe('each shape on what is hostile to it', () => {
  it.each(SHAPES)('$name: twice the text takes at most 2.5 times as long', ({ name, hints }) => {
    expect(growthOf(hostileTo(name, hints))).toBeLessThanOrEqual(2.5);
  });

  it('and a square would be seen', () => {
    const micros = [HALF / 64, HALF / 32].map((length) => {
      const before = process.threadCpuUsage();
      /(?:a|b)+$/.test(`${'ab'.repeat(length)}c`);
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    });
    expect((micros[1] ?? 0) / (micros[0] ?? 1)).toBeGreaterThan(2.5);
  });
});
