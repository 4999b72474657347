import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/status/iso-time.ts';
import { conditionReason, count, cut, joined, onlyWhole } from '../../src/status/render-text.ts';

describe('a text is cut', () => {
  const cases: readonly { name: string; text: string; max: number; is: string }[] = [
    { name: 'not at all when it fits', text: 'abc', max: 3, is: 'abc' },
    { name: 'with a sign that something is missing', text: 'abcd', max: 3, is: 'ab…' },
    { name: 'between two characters, never inside one', text: 'a🦊bc', max: 3, is: 'a…' },
    { name: 'after a character of two units that still fits', text: 'a🦊bc', max: 4, is: 'a🦊…' },
    { name: 'never, but half a character is replaced', text: 'a\ud83e', max: 3, is: 'a\ufffd' },
  ];
  it.each(cases)('$name', ({ text, max, is }) => {
    expect(cut(text, max)).toBe(is);
  });
});

describe('an instant is written', () => {
  const cases: readonly { name: string; ms: number; is: string }[] = [
    { name: 'in UTC', ms: Date.UTC(2026, 0, 2, 3, 4, 5), is: '2026-01-02T03:04:05Z' },
    { name: 'in whole seconds, never later', ms: 1_999, is: '1970-01-01T00:00:01Z' },
    { name: 'never later, before 1970 too', ms: -1, is: '1969-12-31T23:59:59Z' },
    { name: 'as 1970 when it is none', ms: Number.NaN, is: '1970-01-01T00:00:00Z' },
    { name: 'within the years that RFC 3339 has', ms: 1e20, is: '9999-12-31T23:59:59Z' },
    { name: 'within the years that RFC 3339 has', ms: -1e20, is: '0001-01-01T00:00:00Z' },
  ];
  it.each(cases)('$name', ({ ms, is }) => {
    expect(isoTime(ms)).toBe(is);
  });
});

describe('versions are joined', () => {
  const cases: readonly { name: string; entries: readonly string[]; is: string }[] = [
    { name: 'with commas', entries: ['1', '2'], is: '1,2' },
    { name: 'as whole entries only', entries: ['1111', '2222', '3333'], is: '1111,…' },
    { name: 'cut when the first alone is too long', entries: ['12345678901'], is: '123456789…' },
    { name: 'to nothing when there are none', entries: [], is: '' },
  ];
  it.each(cases)('$name', ({ entries, is }) => {
    expect(joined(entries, 10)).toBe(is);
  });
});

describe('the reason of a condition', () => {
  const cases: readonly { name: string; reason: string; is: string }[] = [
    { name: 'stays when the API server takes it', reason: 'OOMKilled', is: 'OOMKilled' },
    { name: 'is Unspecified when empty', reason: '', is: 'Unspecified' },
    { name: 'is Unspecified when it is a sentence', reason: 'out of memory', is: 'Unspecified' },
    { name: 'may not end in a colon', reason: 'A:', is: 'Unspecified' },
    { name: 'is short', reason: 'A'.repeat(500), is: 'A'.repeat(128) },
  ];
  it.each(cases)('$name', ({ reason, is }) => {
    expect(conditionReason(reason)).toBe(is);
  });
});

it('a name or command that is too long is left out, not cut', () => {
  expect(onlyWhole(['short', 'too long', '\ud83e', 'b', 'c'], 2, 5)).toEqual(['short', 'b']);
});

it('a count is a whole number that an int32 holds', () => {
  expect([-1, 1.9, Number.NaN, Infinity, 7].map(count)).toEqual([0, 1, 0, 2_147_483_647, 7]);
});
