import { expect, test } from 'vitest';
import { changeLines, changesBetween } from './changes.ts';
import type { Reports } from './verdict.ts';

type Said = readonly [service: string, health: 'Healthy' | 'Degraded', topIssue: string];

function reports(...said: readonly Said[]): Reports {
  return new Map(
    said.map(([service, health, topIssue]) => [
      service,
      { object: {}, status: { health, topIssue, summary: `${service} is ${health}` } },
    ]),
  );
}

const well: Said = ['shop/web', 'Healthy', ''];

test.each<[string, Reports, Reports, readonly string[]]>([
  ['nothing has changed', reports(well), reports(well), []],
  [
    'a word has changed',
    reports(well),
    reports(['shop/web', 'Degraded', 'OOMKilled']),
    ['Healthy -> Degraded (OOMKilled)'],
  ],
  [
    'another problem is on top',
    reports(['shop/web', 'Degraded', 'OOMKilled']),
    reports(['shop/web', 'Degraded', 'AppError']),
    ['Degraded (OOMKilled) -> Degraded (AppError)'],
  ],
  ['a service is new', reports(), reports(well), ['nothing -> Healthy']],
  ['a report is gone', reports(well), reports(), []],
])('%s', (_, before, now, expected) => {
  const changes = changesBetween(before, now, 0);
  expect(changes.map(({ from, to }) => `${from} -> ${to}`)).toEqual(expected);
});

test('a change is told with its time and the reason below', () => {
  const [change] = changesBetween(reports(), reports(well), Date.parse('2031-03-30T01:00:00Z'));
  expect(change && changeLines(change)).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d {2}shop\/web {2}nothing -> Healthy$/),
    '          shop/web is Healthy',
  ]);
});
