import { expect, test } from 'vitest';
import { test as declared, describe, takeCollected } from './shim.ts';

function passes(): void {
  expect(true).toBe(true);
}

function fails(): void {
  expect(true).toBe(false);
}

function hasOne(...values: readonly unknown[]): void {
  expect(values).toEqual(['one', 1]);
}

function isTwo(...values: readonly unknown[]): void {
  expect(values).toEqual([{ name: 'two' }]);
}

test('tests are collected under their names and run later', () => {
  describe('a block', () => {
    declared('passes', passes);
    declared('has options', { timeout: 1 }, fails);
    declared.each([['one', 1]])('%s is a row', hasOne);
    declared.each([{ name: 'two' }])('$name is an object', isTwo);
    declared.each([3, 4])('plain', passes);
  });
  describe.each(['inner'])('%s', () => declared('passes', passes));
  const collected = takeCollected();
  expect(collected.map(({ path }) => path.join(' > '))).toEqual([
    'a block > passes',
    'a block > has options',
    'a block > one is a row',
    'a block > two is an object',
    'a block > plain (1)',
    'a block > plain (2)',
    'inner > passes',
  ]);
  const [first, second, ...others] = collected;
  for (const { run } of [first, ...others].filter((it) => it !== undefined)) run();
  expect(() => second?.run()).toThrow('expected true to be false');
  expect(takeCollected()).toEqual([]);
});
