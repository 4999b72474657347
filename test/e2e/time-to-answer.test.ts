import { describe, expect, test } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { Saying } from '../zoo/replay.ts';
import { loadScenario } from '../zoo/scenario.ts';
import { recordedAnswers } from './recorded-answers.ts';
import {
  type Delivery,
  describeTold,
  median,
  type Told,
  toldOf,
  tookMs,
  untold,
} from './time-to-answer.ts';

function pod(atMs: number, app: string, exitCode?: number): Delivery {
  const metadata = { name: `${app}-x`, uid: app, resourceVersion: String(atMs), labels: { app } };
  const state = exitCode === undefined ? { running: {} } : { terminated: { exitCode } };
  const status = { phase: 'Running', containerStatuses: [{ name: 'app', state }] };
  return { atMs, type: 'MODIFIED', object: { apiVersion: 'v1', kind: 'Pod', metadata, status } };
}

function event(atMs: number, app: string): Delivery {
  const metadata = { name: 'event', uid: `event-${app}`, resourceVersion: '1' };
  const fields = { type: 'Warning', involvedObject: { uid: app } };
  return { atMs, type: 'ADDED', object: { apiVersion: 'v1', kind: 'Event', metadata, ...fields } };
}

function gone(delivery: Delivery): Delivery {
  return { ...delivery, type: 'DELETED' };
}

function diagnosed(health: 'Unhealthy' | 'Degraded', code: string, name: string) {
  const affected = { pods: 1, workloads: [`Deployment/${name}`], containers: ['app'] };
  const state = { state: 'active', severity: 'error', confidence: 'confirmed' } as const;
  const diagnosis = {
    id: '1',
    code,
    reason: 'CrashLoopBackOff',
    title: code,
    explanation: code,
    ...state,
    affected,
  };
  const status: ServiceHealthStatus = { health, topIssue: code, diagnoses: [diagnosis] };
  return status;
}

const crash = 'app-error-crash-loop';
const right = diagnosed('Unhealthy', 'AppError', crash);
const starting: ServiceHealthStatus = { health: 'Progressing', topIssue: '' };

function told(deliveries: readonly Delivery[], sayings: readonly Saying[]): readonly Told[] {
  return toldOf(loadScenario(crash), { deliveries, sayingsOf: () => sayings });
}

describe('the time to the answer', () => {
  test('begins with the first failing status and ends with the first right answer', () => {
    const deliveries = [pod(1_000, crash), pod(4_000, crash, 3), pod(6_000, crash, 3)];
    const sayings = [
      { atMs: 1_500, status: starting },
      { atMs: 4_900, status: right },
      { atMs: 9_000, status: { ...right, issues: 1 } },
    ];
    const [only] = told(deliveries, sayings);
    expect(only).toEqual({ scenario: crash, service: crash, failingMs: 4_000, answerMs: 4_900 });
    expect(only && tookMs(only)).toBe(900);
  });

  test('goes on while the answer is another one', () => {
    const wrong = [
      { ...right, health: 'Degraded' as const },
      diagnosed('Unhealthy', 'OOMKilled', crash),
      { ...right, diagnoses: [] },
    ];
    for (const status of wrong) {
      const [only] = told([pod(4_000, crash, 3)], [{ atMs: 4_900, status }]);
      expect(only?.answerMs).toBeUndefined();
    }
  });

  test('never ends when no right answer comes, and that is told', () => {
    const never = told([pod(4_000, crash, 3)], [{ atMs: 4_900, status: starting }]);
    expect(never.map(tookMs)).toEqual([undefined]);
    expect(untold(never)).toEqual([crash]);
  });

  test('is not known without a failing status, and nothing is lost then', () => {
    const silent = told(
      [pod(1_000, crash), gone(pod(2_000, crash, 3))],
      [{ atMs: 4_900, status: right }],
    );
    expect(silent.map(tookMs)).toEqual([undefined]);
    expect(untold(silent)).toEqual([]);
  });

  test('is not known when nothing failed until after the answer', () => {
    const early = told([pod(4_000, crash, 3)], [{ atMs: 2_999, status: right }]);
    expect(early.map(tookMs)).toEqual([undefined]);
  });

  test('is none when the operator was told first', () => {
    const first = told([pod(4_000, crash, 3)], [{ atMs: 3_999, status: right }]);
    expect(first.map(tookMs)).toEqual([0]);
  });
});

test('a quiet scenario has no fault to tell', () => {
  const happened = { deliveries: [pod(4_000, 'healthy', 3)], sayingsOf: () => [] };
  expect(toldOf(loadScenario('healthy'), happened)).toEqual([]);
});

test('of two services each has its own failing status, by pod or by event', () => {
  const scenario = loadScenario('mount-source-missing');
  const happened = {
    deliveries: [pod(0, 'settings'), pod(0, 'certificate'), event(2_000, 'settings')],
    sayingsOf: () => [],
  };
  const failing = toldOf(scenario, happened).map(({ service, failingMs }) => [service, failingMs]);
  expect(failing).toEqual([
    ['settings', 2_000],
    ['certificate', undefined],
  ]);
});

test.each<readonly [claim: string, values: readonly number[], expected: number | undefined]>([
  ['the median of an odd number is the middle one', [9, 1, 2], 2],
  ['that of an even number lies half way', [9, 1, 2, 4], 3],
  ['nothing has none', [], undefined],
])('%s', (_claim, values, expected) => {
  expect(median(values)).toBe(expected);
});

function one(scenario: string, failingMs?: number, answerMs?: number): Told {
  return { scenario, service: scenario, failingMs, answerMs };
}

test('the table begins with the slowest, and ends with median and worst', () => {
  const live = [
    one('fast', 0, 1_000),
    one('slow', 1_000, 21_000),
    one('silent', undefined, 7),
    one('lost', 5),
  ];
  const recorded = [one('slow', 0, 19_840), one('fast', 0, 80)];
  expect(describeTold(live, recorded).split('\n').slice(1)).toEqual([
    'scenario     live  recorded',
    'slow         20.0      19.8',
    'fast          1.0       0.1',
    '2 faults: median 10.5 s, worst 20.0 s (slow)',
    'told, with no failing status to count from: silent',
    'never told: lost',
  ]);
});

test('a recording tells how much of it are waits of the rules', async () => {
  const [missing] = await recordedAnswers([loadScenario('config-map-missing')]);
  expect(missing && tookMs(missing)).toBeGreaterThan(19_000);
  expect(missing && tookMs(missing)).toBeLessThan(20_000);
});
