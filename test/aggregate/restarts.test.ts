// All rules and the word together, asked over hours: what is said of restarts, when does it change, and to what?
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';
import { condition, container, crashed, NOW, pod } from '../../src/classify/support/examples.ts';
import type { ContainerFact, TerminationFact } from '../../src/facts/index.ts';

const rules = await loadCatalogue();
const HOUR_SECONDS = 3600;

/** How long a run takes, and how it ends. */
interface PlannedRun {
  readonly seconds: number;
  readonly end: Partial<TerminationFact>;
}

const OOM = { exitCode: 137, reason: 'OOMKilled' };
const ERROR = { exitCode: 1 };
const STOP = { exitCode: 143 };

/** The container of a pod made at NOW, so many seconds later; the kubelet pauses a second after each run. */
function containerAt(plan: readonly PlannedRun[], seconds: number): ContainerFact {
  const terminations: TerminationFact[] = [];
  let startedMs = NOW;
  for (const run of plan) {
    const finishedMs = startedMs + run.seconds * 1000;
    if (finishedMs > NOW + seconds * 1000) break;
    terminations.push(crashed({ ...run.end, startedMs, finishedMs }));
    startedMs = finishedMs + 1000;
  }
  const last = terminations.at(-1);
  const known = { terminations: terminations.slice(-5), ...(last && { last }) };
  const isDown = last !== undefined && startedMs > NOW + seconds * 1000;
  return isDown
    ? container({
        ...known,
        restartCount: terminations.length - 1,
        state: { kind: 'terminated', ...last },
        ready: false,
      })
    : container({
        ...known,
        restartCount: terminations.length,
        state: { kind: 'running', startedMs },
      });
}

function startOf({ state }: ContainerFact): number | undefined {
  return state.kind === 'running' || state.kind === 'terminated' ? state.startedMs : undefined;
}

/** "Word TopIssue: Code state severity, …" of Deployment web with this one container. */
function said(one: ContainerFact, nowMs: number, createdMs = NOW): string {
  const sinceMs = startOf(one) ?? createdMs;
  const ready = condition('Ready', one.ready ? 'True' : 'False', { sinceMs });
  const world = exampleSnapshot({
    clock: exampleClock(nowMs),
    pods: [pod({ createdMs, containers: [one], conditions: [ready] })],
    workloads: [
      deployment({
        desired: 1,
        replicas: 1,
        updatedReplicas: 1,
        conditions: [condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' })],
      }),
      replicaSet({ desired: 1, replicas: 1 }),
    ],
  });
  const report = aggregate(world, classify(world, rules), { nowMs, cluster: '', generation: 1 });
  const lines = report.diagnoses.map(({ code, state, severity }) => `${code} ${state} ${severity}`);
  return `${report.health} [${report.topIssue}] ${lines.join(', ')}`.trim();
}

/** Each answer that differs from the one before, with its second. */
function changes(
  plan: readonly PlannedRun[],
  [from, to, step]: readonly [number, number, number],
): string[] {
  const seen: string[] = [];
  let before = '';
  for (let seconds = from; seconds <= to; seconds += step) {
    const now = said(containerAt(plan, seconds), NOW + seconds * 1000);
    if (now !== before) seen.push(`${seconds} s: ${now}`);
    before = now;
  }
  return seen;
}

describe('one crash', () => {
  test('is its cause within the window, then a line of history, and gone after a day', () => {
    const plan = [{ seconds: 600, end: OOM }];
    expect(changes(plan, [60, 30 * HOUR_SECONDS, 60])).toEqual([
      '60 s: Healthy []',
      '600 s: Healthy [] OOMKilled recovered warning',
      '1500 s: Healthy [] RecoveredCrash recovered info',
      '87000 s: Healthy []',
    ]);
  });
});

/** A round of runs, again and again. */
function rounds(round: readonly PlannedRun[], times: number): readonly PlannedRun[] {
  return Array.from({ length: times }, () => round).flat();
}

describe('a slow loop', () => {
  /** Each second, so that the one in which the container is down is among them. */
  const steady = [4 * HOUR_SECONDS, 5 * HOUR_SECONDS, 1] as const;

  test('whose runs end in three ways is one diagnosis and one word, all the time', () => {
    const plan = rounds(
      [
        { seconds: 1200, end: OOM },
        { seconds: 700, end: ERROR },
        { seconds: 1500, end: STOP },
      ],
      15,
    );
    expect(changes(plan, steady)).toEqual([
      `${steady[0]} s: Unhealthy [RestartLoopWhileRunning] RestartLoopWhileRunning active error`,
    ]);
  });

  test('keeps the code of its one cause', () => {
    const plan = rounds([{ seconds: 1200, end: ERROR }], 40);
    expect(changes(plan, steady)).toEqual([
      `${steady[0]} s: Unhealthy [AppError] AppError active error`,
    ]);
  });

  test('keeps the code of the cause that most of its runs have', () => {
    const plan = rounds(
      [...rounds([{ seconds: 1200, end: ERROR }], 3), { seconds: 1200, end: OOM }],
      10,
    );
    expect(changes(plan, steady)).toEqual([
      `${steady[0]} s: Unhealthy [AppError] AppError active error`,
    ]);
  });

  test('does not pause where a run is a little shorter than the kubelet remembers', () => {
    const plan = rounds(
      [
        { seconds: 480, end: ERROR },
        { seconds: 720, end: ERROR },
      ],
      40,
    );
    expect(changes(plan, steady)).toEqual([
      `${steady[0]} s: Unhealthy [AppError] AppError active error`,
    ]);
  });

  test('is over once the container has run for twice as long as it did', () => {
    const plan = rounds(
      [
        { seconds: 1200, end: OOM },
        { seconds: 1200, end: ERROR },
        { seconds: 1200, end: STOP },
      ],
      4,
    );
    expect(changes(plan, [14_000, 20_000, 4])).toEqual([
      '14000 s: Unhealthy [RestartLoopWhileRunning] RestartLoopWhileRunning active error',
      '16812 s: Healthy [] RecoveredCrash recovered info',
    ]);
  });
});

function counted(restartCount: number, runningSeconds: number): ContainerFact {
  const startedMs = NOW - runningSeconds * 1000;
  return container({ restartCount, state: { kind: 'running', startedMs } });
}

describe('restarts of which only the number is left', () => {
  test.each([
    [
      'twelve in six hours are a loop',
      counted(12, 60),
      6,
      'Unhealthy [RestartLoopWhileRunning] RestartLoopWhileRunning active error',
    ],
    ['twelve in a day are not', counted(12, 60), 24, 'Healthy []'],
    ['twelve in six hours, and two hours of rest, are over', counted(12, 7200), 6, 'Healthy []'],
    ['forty in the first day of a month are not', counted(40, 2_500_000), 720, 'Healthy []'],
  ])('%s', (_, one, hours, wanted) => {
    expect(said(one, NOW, NOW - hours * HOUR_SECONDS * 1000)).toBe(wanted);
  });
});
