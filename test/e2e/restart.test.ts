import { expect, test } from 'vitest';
import { forgotten, type Memory } from './restart.ts';

const before: Memory = new Map([
  ['zoo/web', ['Healthy since 1', 'AppError active, id 1, first seen 2']],
]);

test('the same words, ids and instants are nothing forgotten', () => {
  expect(forgotten(before, new Map(before))).toEqual([]);
});

test.each<readonly [claim: string, after: Memory]>([
  [
    'another instant',
    new Map([['zoo/web', ['Healthy since 1', 'AppError active, id 1, first seen 3']]]),
  ],
  ['a service less', new Map()],
  ['a service more', new Map([...before, ['zoo/db', ['Healthy since 4']]])],
])('%s is told', (_claim, after) => {
  expect(forgotten(before, after)).toHaveLength(1);
});
