import { describe, expect, test } from 'vitest';
import {
  causeKey,
  isStep,
  SHARED_KINDS,
  sharedCause,
  sharedKind,
  toldServices,
} from '../../src/facts/index.ts';

describe('of other services', () => {
  test.each([
    { others: 0, before: 0, told: 0, says: 'none is none' },
    { others: 1, before: 0, told: 1, says: 'the first is told at once' },
    { others: 7, before: 1, told: 1, says: 'seven are still "at least one"' },
    { others: 8, before: 1, told: 5, says: 'eight are "at least five"' },
    { others: 7, before: 5, told: 5, says: 'one that goes does not take back "at least five"' },
    { others: 5, before: 5, told: 5, says: '"at least five" is true for five' },
    { others: 4, before: 5, told: 1, says: '"at least five" is not true for four' },
    { others: 29, before: 5, told: 5, says: 'below thirty the step below holds' },
    { others: 30, before: 5, told: 20, says: 'thirty are "at least twenty"' },
    { others: 20, before: 20, told: 20, says: 'twenty bear "at least twenty"' },
    { others: 19, before: 20, told: 5, says: 'nineteen do not' },
    { others: 149, before: 20, told: 20, says: 'below 150 the step below holds' },
    { others: 150, before: 20, told: 100, says: '150 are "at least a hundred"' },
    { others: 100, before: 100, told: 100, says: 'a hundred bear "at least a hundred"' },
    { others: 99, before: 100, told: 20, says: '99 do not' },
    { others: 3_000, before: 0, told: 100, says: 'more than the last step is the last step' },
    { others: 0, before: 100, told: 0, says: 'when all are gone, none is told' },
    { others: 25, before: 25, told: 20, says: 'a number that is no step counts as the step below' },
    { others: 25, before: 7, told: 5, says: 'the same further down' },
  ])('$says: $others after $before', ({ others, before, told }) => {
    expect(toldServices(others, before)).toBe(told);
  });

  test('never more are told than there are, and what is told stays', () => {
    for (let others = 0; others <= 300; others += 1) {
      for (const before of [0, 1, 5, 20, 100]) {
        const told = toldServices(others, before);
        expect(told).toBeLessThanOrEqual(others);
        expect(toldServices(others, told)).toBe(told);
      }
    }
  });

  test('what is told changes only where a step is', () => {
    for (let others = 1; others <= 300; others += 1) {
      for (const before of [0, 1, 5, 20, 100].filter((it) => it <= others)) {
        const settled = toldServices(others, before);
        const more = toldServices(others + 1, settled) !== settled;
        const fewer = toldServices(others - 1, settled) !== settled;
        expect([
          more && !isStep(others + 1, 'more'),
          fewer && !isStep(others - 1, 'fewer'),
        ]).toEqual([false, false]);
      }
    }
  });
});

describe('a cause', () => {
  test.each([
    ['a host', 'registry.example:5000', true],
    ['the longest name', 'a'.repeat(253), true],
    ['a name out of JavaScript', '__proto__', true],
    ['no name', '', false],
    ['a name that is too long', 'a'.repeat(254), false],
    ['a name that was cut', 'shop/web…', false],
    ['a name with a space', 'a b', false],
    ['a name with a line break', 'a\nb', false],
    ['a name that turns the text around', 'web\u202Ebew', false],
  ])('%s can be compared or is none', (_, name, isUsable) => {
    expect(sharedCause('Registry', name)).toEqual(
      isUsable ? { kind: 'Registry', name } : undefined,
    );
  });

  test.each([...SHARED_KINDS])('of kind %s is read back', (kind) => {
    expect(sharedKind(kind)).toBe(kind);
  });

  test.each(['', 'registry', 'constructor', '__proto__'])('of kind "%s" is none', (kind) => {
    expect(sharedKind(kind)).toBeUndefined();
  });

  test('is another one by its kind and by its name', () => {
    const keys = [
      causeKey({ kind: 'Node', name: 'a' }, 'shop'),
      causeKey({ kind: 'Registry', name: 'a' }, 'shop'),
      causeKey({ kind: 'Node', name: 'b' }, 'shop'),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  test('is the same one in every namespace, but for a quota', () => {
    const node = { kind: 'Node', name: 'a' } as const;
    const quota = { kind: 'ResourceQuota', name: 'a' } as const;
    expect(causeKey(node, 'shop')).toBe(causeKey(node, 'bank'));
    expect(causeKey(quota, 'shop')).not.toBe(causeKey(quota, 'bank'));
  });
});
