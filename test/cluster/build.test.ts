import { describe, expect, it } from 'vitest';
import { buildKey, goMinorOf } from './build.ts';

const input = { sources: ['module', 'sums', 'main'], flags: ['-trimpath'], goVersion: 'go1.24.1' };

describe('buildKey', () => {
  it('is the same for the same input, and fit for a folder name', () => {
    expect(buildKey({ ...input })).toBe(buildKey(input));
    expect(buildKey(input)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['a source', { ...input, sources: ['module', 'sums', 'main2'] }],
    [
      'where one source ends and the next begins',
      { ...input, sources: ['modules', 'ums', 'main'] },
    ],
    ['a flag', { ...input, flags: ['-trimpath', '-v'] }],
    ['the toolchain', { ...input, goVersion: 'go1.24.2' }],
  ])('changes with %s', (_, changed) => {
    expect(buildKey(changed)).not.toBe(buildKey(input));
  });
});

describe('goMinorOf', () => {
  it.each([
    ['a release', 'go version go1.24.1 linux/amd64', 24],
    ['a release without patch number', 'go version go1.26 linux/amd64', 26],
    ['a release candidate', 'go version go1.25rc2 linux/arm64', 25],
    ['an old release, as a number and not as text', 'go version go1.9.7 linux/amd64', 9],
    [
      'a development version, of which nothing is known',
      'go version devel +a1b2 linux/amd64',
      undefined,
    ],
    ['another program of that name', 'GNU go, the board game', undefined],
  ])('reads %s', (_, text, expected) => {
    expect(goMinorOf(text)).toBe(expected);
  });
});
