import { expect, test } from 'vitest';
import { createBackoff } from '../../src/kube/backoff.ts';

function waits(random: number, count: number, capMs?: number): number[] {
  const backoff = createBackoff({ minMs: 800, maxMs: 30_000, random: () => random });
  return Array.from({ length: count }, () => backoff.next(capMs));
}

test('waits never fall below the minimum, whatever chance says', () => {
  expect(waits(0, 4)).toEqual([800, 800, 800, 800]);
});

test('the ceiling doubles up to the maximum', () => {
  expect(waits(1, 7)).toEqual([1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
});

test('the whole range below the ceiling is used', () => {
  expect(waits(0.5, 3)).toEqual([1_200, 2_000, 3_600]);
});

test('a cap lowers the ceiling for one wait, but not below the minimum', () => {
  expect(waits(1, 4, 5_000)).toEqual([1_600, 3_200, 5_000, 5_000]);
  expect(waits(1, 1, 10)).toEqual([800]);
});

test('a reset begins anew', () => {
  const backoff = createBackoff({ minMs: 800, maxMs: 30_000, random: () => 1 });
  backoff.next();
  backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(1_600);
});

test('a year of failures keeps a finite wait', () => {
  expect(waits(1, 2_000).at(-1)).toBe(30_000);
});
