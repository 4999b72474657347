import { expect, test } from 'vitest';
import type { Report } from '../../src/aggregate/types.ts';
import type { ReportMemory } from '../../src/facts/index.ts';
import { Pace } from '../../src/status/pace.ts';
import { report, reportDiagnosis } from './reports.ts';

const key = { namespace: 'shop', name: 'checkout' };
const writtenMs = 1_000_000;
const problem = reportDiagnosis();
const ready = {
  type: 'Ready',
  status: 'True' as const,
  reason: 'ReportCurrent',
  message: 'The report is current and complete.',
  changedMs: writtenMs,
};
const said = report({ health: 'Degraded', diagnoses: [problem], conditions: [ready] });
const { evidence, affected, logs: _logs, ...remembered } = problem;
const memory: ReportMemory = {
  health: 'Degraded',
  diagnoses: [{ ...remembered, evidence, sample: affected.sample }],
  conditions: [{ ...ready, sinceMs: writtenMs }],
  transitions: [],
  events: [],
};

function rest(next: Report, afterMs: number) {
  const pace = new Pace();
  pace.wrote(key, writtenMs);
  const untilMs = pace.restUntilMs(key, next, memory, writtenMs + afterMs);
  return untilMs === undefined ? 'at once' : untilMs - writtenMs;
}

test.each<readonly [claim: string, next: Report, afterMs: number, expected: 'at once' | number]>([
  ['numbers rest until a second after the last write', { ...said, restarts: 9 }, 400, 1_000],
  ['numbers that come later do not rest', { ...said, restarts: 9 }, 1_000, 'at once'],
  ['another word never rests', { ...said, health: 'Healthy' }, 1, 'at once'],
  [
    'a problem that comes never rests',
    { ...said, diagnoses: [problem, { ...problem, id: 'b' }] },
    1,
    'at once',
  ],
  ['a problem that goes never rests', { ...said, diagnoses: [] }, 1, 'at once'],
  [
    'a problem that is over never rests',
    { ...said, diagnoses: [{ ...problem, state: 'recovered' }] },
    1,
    'at once',
  ],
  [
    'a condition that turns never rests',
    { ...said, conditions: [{ ...ready, status: 'False' }] },
    1,
    'at once',
  ],
  [
    'the same problem told more often is a number',
    { ...said, diagnoses: [{ ...problem, count: 20 }] },
    1,
    1_000,
  ],
])('%s', (_claim, next, afterMs, expected) => {
  expect(rest(next, afterMs)).toBe(expected);
});

test('a report that nobody has seen yet never rests', () => {
  const pace = new Pace();
  expect(pace.restUntilMs(key, said, memory, writtenMs)).toBeUndefined();
  pace.wrote(key, writtenMs);
  expect(pace.restUntilMs(key, said, undefined, writtenMs)).toBeUndefined();
});

test('a clock that goes back holds nothing up', () => {
  expect(rest({ ...said, restarts: 9 }, -60_000)).toBe('at once');
});

test('a service that is gone is forgotten', () => {
  const pace = new Pace();
  pace.wrote(key, writtenMs);
  pace.forget(key);
  expect(pace.restUntilMs(key, said, memory, writtenMs)).toBeUndefined();
});
