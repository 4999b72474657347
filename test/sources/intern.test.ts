import { describe, expect, it } from 'vitest';
import { Interner } from '../../src/sources/intern.ts';

describe('Interner', () => {
  it('makes equal label sets one Map, whatever their order', () => {
    const intern = new Interner();
    const one = intern.labels([
      ['a', '1'],
      ['b', '2'],
    ]);
    const other = intern.labels([
      ['b', '2'],
      ['a', '1'],
    ]);
    expect(other).toBe(one);
    expect([...one]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('keeps sets apart that look alike when written in a row', () => {
    const intern = new Interner();
    const one = intern.labels([['a', '1b']]);
    const other = intern.labels([['a1', 'b']]);
    expect([[...one], [...other]]).toEqual([[['a', '1b']], [['a1', 'b']]]);
  });

  it('treats __proto__ as a key', () => {
    expect([...new Interner().labels([['__proto__', 'x']])]).toEqual([['__proto__', 'x']]);
  });

  it('starts anew at its limit', () => {
    const intern = new Interner(2);
    const first = intern.labels([['a', '1']]);
    intern.labels([['a', '2']]);
    expect(intern.labels([['a', '1']])).toBe(first);
    intern.labels([['a', '3']]);
    expect(intern.labels([['a', '1']])).not.toBe(first);
  });
});
