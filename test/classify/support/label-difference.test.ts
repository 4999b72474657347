// What keeps a selector from its pods, in words.
import { describe, expect, test } from 'vitest';
import { pod } from '../../../src/classify/support/examples.ts';
import {
  differenceWords,
  nearestPod,
  selectorText,
} from '../../../src/classify/support/label-difference.ts';

type Pairs = Readonly<Record<string, string>>;

function labelled(name: string, labels: Pairs) {
  return pod({ name, labels: new Map(Object.entries(labels)) });
}

describe('the nearest pod', () => {
  test.each<[string, readonly Pairs[], number]>([
    ['is the first of several that are as near', [{ app: 'web' }, { app: 'web' }], 0],
    ['is any at all when no label is there', [{ zone: 'a' }, { zone: 'b' }], 0],
    ['has the label, be it with another value', [{}, { app: 'api' }], 1],
    ['has the pair rather than another value of it', [{ app: 'api' }, { app: 'web' }], 1],
    ['has one pair rather than one other value', [{ tier: 'x' }, { app: 'web' }], 1],
    ['has two other values as well as one pair', [{ app: 'api', tier: 'x' }, { app: 'web' }], 0],
  ])('%s', (_, labels, wanted) => {
    const pods = labels.map((it, index) => labelled(`web-${index}`, it));
    const selector = new Map([
      ['app', 'web'],
      ['tier', 'front'],
    ]);
    expect(nearestPod(selector, pods)).toBe(pods[wanted]);
  });

  test('is none where there are no pods', () => {
    expect(nearestPod(new Map([['app', 'web']]), [])).toBeUndefined();
  });
});

describe('the difference', () => {
  test.each<[string, Pairs, Pairs, string]>([
    ['of another value', { app: 'wbe' }, { app: 'web' }, 'app=wbe, but the pods have app=web'],
    ['of no label', { app: 'web' }, {}, 'app=web, but the pods have no label app'],
    [
      'leaves out what agrees',
      { app: 'web', tier: 'front' },
      { app: 'web', tier: 'back' },
      'tier=front, but the pods have tier=back',
    ],
    [
      'names three pairs and no more',
      { a: '1', b: '1', c: '1', d: '1' },
      {},
      'a=1, but the pods have no label a, b=1, but the pods have no label b and c=1, but the pods have no label c',
    ],
    [
      'cuts what no cluster would let in',
      { ['k'.repeat(101)]: 'v'.repeat(64) },
      { ['k'.repeat(101)]: 'w'.repeat(64) },
      `${'k'.repeat(100)}=${'v'.repeat(63)}, but the pods have ${'k'.repeat(100)}=${'w'.repeat(63)}`,
    ],
  ])('%s', (_, selector, labels, wanted) => {
    const [one, other] = [selector, labels].map((it) => new Map(Object.entries(it)));
    expect(differenceWords(one ?? new Map(), other ?? new Map())).toBe(wanted);
  });
});

test('a selector is written as kubectl takes it', () => {
  const selector = new Map([
    ['app', 'web'],
    ['tier', 'front'],
  ]);
  expect(selectorText(selector)).toBe('app=web,tier=front');
});
