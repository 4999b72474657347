import { expect, test } from 'vitest';
import { fittingTable, viewText } from './view.ts';

const table = ['NAMESPACE', 'a 1', 'b 1', 'c 1', 'd 1', 'live 1'].join('\n');

test.each<[string, number, readonly string[]]>([
  ['a table that fits is shown whole', 6, ['NAMESPACE', 'a 1', 'b 1', 'c 1', 'd 1', 'live 1']],
  [
    'of a longer one the live row is always shown, and the rest is counted',
    5,
    ['NAMESPACE', 'live 1', 'a 1', 'b 1', '... and 2 more'],
  ],
  ['also when there is no place for others', 3, ['NAMESPACE', 'live 1', '... and 4 more']],
])('%s', (_, limit, expected) => {
  expect(fittingTable(table, 'live', limit)).toEqual(expected);
});

const view = { table, namespace: 'live', story: ['it changed'], hints: ['a long hint'] };

test('a screen holds the story and the hints whatever its size', () => {
  const text = viewText({ ...view, rows: 10, columns: 6 });
  expect(text.split('\n')).toEqual([
    'NAMESP',
    'live 1',
    'a 1',
    'b 1',
    '... an',
    '',
    'it cha',
    '',
    'a long',
  ]);
});

test('without a size nothing is left out', () => {
  expect(viewText({ ...view, rows: undefined, columns: undefined })).toBe(
    `${table}\n\nit changed\n\na long hint`,
  );
});
