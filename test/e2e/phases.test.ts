import { expect, test } from 'vitest';
import { describePhases } from './phases.ts';

test('each phase lasts until the next one, the last until the end', () => {
  const phases = [
    { name: 'cluster', startMs: 10_000 },
    { name: 'zoo', startMs: 19_400 },
    { name: 'outage', startMs: 85_000 },
  ];
  expect(describePhases(phases, 235_000).split('\n')).toEqual([
    ' begin   took',
    '  0:00   0:09  cluster',
    '  0:09   1:06  zoo',
    '  1:15   2:30  outage',
    '         3:45  in all',
  ]);
});

test('without phases there is nothing to say', () => {
  expect(describePhases([], 235_000)).toBe('');
});
