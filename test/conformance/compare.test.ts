import { expect, test } from 'vitest';
import { type Accepted, complaintsOf, differencesOf } from './compare.ts';
import type { Answer } from './normalise.ts';

function answers(body: unknown, code = 200): ReadonlyMap<string, readonly Answer[]> {
  return new Map([['a call', [{ code, headers: {}, body }]]]);
}

function pathsOf(fake: unknown, real: unknown): readonly string[] {
  return differencesOf(answers(fake), answers(real)).map(({ path }) => path);
}

const cases: readonly (readonly [claim: string, fake: unknown, real: unknown, paths: string[]])[] =
  [
    ['equal answers do not differ', { a: [1] }, { a: [1] }, []],
    ['a value that differs', { a: { b: 1 } }, { a: { b: 2 } }, ['0.body.a.b']],
    ['a field that is missing', {}, { a: 1 }, ['0.body.a']],
    ['a field too many', { a: undefined, b: 1 }, {}, ['0.body.b']],
    ['another type', { a: [] }, { a: {} }, ['0.body.a']],
    ['an item by its place', [1, 2], [1, 3], ['0.body[1]']],
    [
      'an item by its name, and the order besides',
      [{ name: 'a', v: 1 }, { name: 'b' }],
      [{ name: 'b' }, { name: 'a', v: 2 }],
      ['0.body[a].v', '0.body[order]'],
    ],
  ];

test.each(cases)('%s', (_claim, fake, real, paths) => {
  expect(pathsOf(fake, real).toSorted()).toEqual(paths);
});

test('another code and a call that only one side has are differences', () => {
  expect(differencesOf(answers(1), answers(1, 404)).map(({ path }) => path)).toEqual(['0.code']);
  expect(differencesOf(new Map(), answers(1))).toMatchObject([{ call: 'a call', path: '' }]);
});

const whole: Accepted = { call: /^a call$/, path: /^0\.body\.a$/, why: 'It is so.' };

test('an unlisted difference and a listed one that is gone are complaints; a listed one is none', () => {
  const differences = differencesOf(answers({ a: 1, b: 1 }), answers({ a: 2, b: 2 }));
  expect(complaintsOf(differences, [whole])).toEqual(['a call: 0.body.b\n  real: 2\n  fake: 1']);
  expect(complaintsOf([], [whole])).toEqual([
    'accepted, but no longer so: /^a call$/ /^0\\.body\\.a$/: It is so.',
  ]);
  expect(complaintsOf(differences.slice(0, 1), [whole])).toEqual([]);
});
