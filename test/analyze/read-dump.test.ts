import { describe, expect, test } from 'vitest';
import { readDump } from '../../src/analyze/read-dump.ts';

function pod(name: string) {
  return { kind: 'Pod', apiVersion: 'v1', metadata: { name } };
}

function names(text: string): readonly unknown[] {
  return readDump(text, 'dump.json').map(({ kind, metadata }) => [kind, metadata]);
}

const a = ['Pod', { name: 'a' }];
const b = ['Pod', { name: 'b' }];

test.each<[string, string, readonly unknown[]]>([
  ['a single object', JSON.stringify(pod('a')), [a]],
  ['a List', JSON.stringify({ kind: 'List', items: [pod('a'), pod('b')] }), [a, b]],
  [
    'a PodList, whose items do not repeat their kind',
    JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [{ metadata: { name: 'a' } }] }),
    [a],
  ],
  [
    'what two calls of kubectl wrote into one pipe',
    `${JSON.stringify(pod('a'), undefined, 2)}\n${JSON.stringify(pod('b'))}\n`,
    [a, b],
  ],
  [
    'braces and quotes inside of strings',
    `${JSON.stringify({ ...pod('a'), data: '}{"\\' })}${JSON.stringify(pod('b'))}`,
    [a, b],
  ],
  ['an empty List', JSON.stringify({ kind: 'List', items: [] }), []],
])('%s is read', (_, text, expected) => {
  expect(names(text)).toEqual(expected);
});

describe('what holds no objects is refused with what was expected', () => {
  test.each<[string, string, string]>([
    ['nothing', ' \n', 'dump.json is empty'],
    [
      'YAML',
      'kind: Pod\nmetadata: {}\n',
      'dump.json: expected what "kubectl get … --output json" prints, got "kind: Pod',
    ],
    ['half a file', '{"kind": "Pod", "metad', 'expected what "kubectl get … --output json" prints'],
    ['JSON of something else', '{"a": 1}', 'expected Kubernetes objects, got JSON without a kind'],
    ['a number', '12', 'expected Kubernetes objects, got JSON without a kind'],
  ])('%s', (_, text, message) => {
    expect(() => readDump(text, 'dump.json')).toThrow(message);
  });

  test('lists inside of lists end somewhere', () => {
    let text = JSON.stringify(pod('a'));
    for (let depth = 0; depth < 1000; depth += 1) text = `{"kind":"List","items":[${text}]}`;
    expect(readDump(text, 'dump.json')).toHaveLength(1);
  });
});
