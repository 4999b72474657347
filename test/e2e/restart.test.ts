import { expect, test } from 'vitest';
import type { SeenReport } from './collector.ts';
import { forgotten, type Memory, memoryOf } from './restart.ts';

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

/** A report of a crash that was over at the beginning of time. */
function told(code: string, state: 'active' | 'recovered'): SeenReport {
  const diagnosis = { id: code, code, state, reason: 'Error', severity: 'warning' } as const;
  const texts = { confidence: 'confirmed', title: '', explanation: '' } as const;
  const times = { firstSeenTime: '1970-01-01T00:00:00Z', lastSeenTime: '1970-01-01T00:00:00Z' };
  return {
    atMs: 0,
    type: 'MODIFIED',
    namespace: 'zoo',
    name: 'web',
    resourceVersion: '1',
    status: { health: 'Healthy', diagnoses: [{ ...diagnosis, ...texts, ...times }] },
  };
}

const WINDOW_MS = 900_000;

test('a crash that leaves the window has another name, and is not forgotten', () => {
  const [one, other] = [told('AppError', 'recovered'), told('RecoveredCrash', 'recovered')];
  expect(forgotten(memoryOf([one], WINDOW_MS), memoryOf([other], WINDOW_MS))).toEqual([]);
});

test('within the window it keeps its name', () => {
  const [one, other] = [told('AppError', 'recovered'), told('RecoveredCrash', 'recovered')];
  const within = WINDOW_MS - 1;
  expect(forgotten(memoryOf([one], within), memoryOf([other], within))).toHaveLength(1);
});

test('what is active has no end by the clock', () => {
  const [one, other] = [told('AppError', 'active'), told('KilledNotOOM', 'active')];
  expect(forgotten(memoryOf([one], WINDOW_MS), memoryOf([other], WINDOW_MS))).toHaveLength(1);
});
