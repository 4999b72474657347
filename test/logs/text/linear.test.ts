import { describe, expect, it } from 'vitest';
import { freeText } from '../../../src/logs/text/free-text.ts';
import { redact } from '../../../src/logs/text/redact.ts';
import { sanitise } from '../../../src/logs/text/sanitise.ts';

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
