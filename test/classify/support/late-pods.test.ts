import { describe, expect, test } from 'vitest';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import { latePods, nodeNames } from '../../../src/classify/support/late-pods.ts';

const UNREADY = condition('Ready', 'False', { sinceMs: ago(60) });

describe('a pod is late', () => {
  test.each([
    ['since it is not ready', pod({ conditions: [UNREADY] }), [ago(60)]],
    ['since it was made, when it never had a condition', pod({ createdMs: ago(90) }), [ago(90)]],
    ['never while it is ready', pod({ conditions: [condition('Ready', 'True')] }), []],
    [
      'not while its node is lost',
      pod({ conditions: [UNREADY, condition('ContainersReady', 'True')] }),
      [],
    ],
    [
      'not before it has taken too long',
      pod({ conditions: [{ ...UNREADY, sinceMs: ago(59) }], createdMs: ago(90) }),
      [],
    ],
  ])('%s', (_, it, wanted) => {
    const late = latePods([it], (sinceMs) => sinceMs <= ago(60));
    expect(late.map(({ sinceMs }) => sinceMs)).toEqual(wanted);
  });
});

describe('the nodes of late pods', () => {
  test.each<[string, readonly string[], string]>([
    ['are none as long as no pod has one', ['', ''], 'their pods have no node yet'],
    ['are in order and told once', ['b', 'a', 'b', ''], 'a and b'],
    ['are counted too when one is left', ['c', 'b', 'a'], 'a, b and 1 more'],
    ['are counted beyond the first two', ['c', 'b', 'a', 'd'], 'a, b and 2 more'],
  ])('%s', (_, nodes, wanted) => {
    const late = nodes.map((nodeName) => ({ pod: pod({ nodeName }).pod, sinceMs: ago(60) }));
    expect(nodeNames(late, 2)).toBe(wanted);
  });
});
