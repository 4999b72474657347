import { describe, expect, test } from 'vitest';
import { diagnosisId } from '../../src/aggregate/identity.ts';
import { inSteps, podCount } from '../../src/aggregate/steps.ts';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { ago, NOW } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { RememberedDiagnosis, ReportMemory } from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

const world = {
  workloads: [deployment()],
  pods: [readyPod('web-1'), readyPod('web-2'), readyPod('web-3')],
};
const appError = rule('AppError');
const oomKilled = rule('OOMKilled');
const deadline = rule('ProgressDeadlineExceeded', { isConsequence: true });
const nothingKnown: ReportMemory = {
  health: '',
  diagnoses: [],
  conditions: [],
  transitions: [],
  events: [],
};

function diagnosesOf(findings: readonly RuledFinding[], memory: Partial<ReportMemory> = {}) {
  return report({ ...world, memory: { ...nothingKnown, ...memory } }, findings).diagnoses;
}

/** What the last report would have said of the first diagnosis of these findings. */
function remembered(
  findings: readonly RuledFinding[],
  facts: Partial<RememberedDiagnosis>,
): RememberedDiagnosis {
  const [diagnosis] = diagnosesOf(findings);
  if (diagnosis === undefined) throw new Error('these findings give no diagnosis');
  const { id, code, state, reason, firstSeenMs, lastSeenMs, count, evidence } = diagnosis;
  return {
    id,
    code,
    state,
    reason,
    firstSeenMs,
    lastSeenMs,
    count,
    evidence,
    sample: diagnosis.affected.sample,
    ...facts,
  };
}

describe('merging', () => {
  test('the same cause on the same container of several pods is one diagnosis', () => {
    const findings = [found(appError, { pod: 'web-2' }), found(appError, { pod: 'web-1' })];
    expect(diagnosesOf(findings).map(({ affected }) => affected)).toStrictEqual([
      {
        pods: 2,
        sample: ['web-1', 'web-2'],
        workloads: ['Deployment/web'],
        containers: ['app'],
      },
    ]);
  });

  test('two causes on two containers of one pod are two diagnoses', () => {
    const sidecar = {
      workload: { kind: 'Deployment', name: 'web' },
      pod: 'web-1',
      container: 'proxy',
    };
    const codes = diagnosesOf([
      found(appError, { pod: 'web-1' }),
      found(oomKilled, { subject: sidecar }),
    ]).map(({ code, affected }) => [code, affected.containers]);
    expect(codes).toStrictEqual([
      ['AppError', ['app']],
      ['OOMKilled', ['proxy']],
    ]);
  });

  test('an active finding hides the history of the same problem on another pod', () => {
    const [diagnosis] = diagnosesOf([
      found(appError, { pod: 'web-1', state: 'recovered' }),
      found(appError, { pod: 'web-2' }),
    ]);
    expect(diagnosis).toMatchObject({ state: 'active', affected: { pods: 1, sample: ['web-2'] } });
  });

  test('the id has no pod in it, and everything else', () => {
    const service = { namespace: 'shop', name: 'web' };
    const subject = { workload: { kind: 'Deployment', name: 'web' }, container: 'app' };
    const ids = new Set([
      diagnosisId(service, 'AppError', { ...subject, pod: 'web-1' }),
      diagnosisId(service, 'AppError', { ...subject, pod: 'web-2' }),
      diagnosisId(service, 'OOMKilled', subject),
      diagnosisId(service, 'AppError', { ...subject, container: 'proxy' }),
      diagnosisId({ ...service, name: 'api' }, 'AppError', subject),
    ]);
    expect(ids.size).toBe(4);
  });
});

describe('root over symptom', () => {
  test('what follows from an error of the same workload is named beside it and not counted', () => {
    const judged = report(world, [found(deadline), found(appError, { pod: 'web-1' })]);
    expect(judged.diagnoses.map(({ code, consequences }) => [code, consequences])).toStrictEqual([
      ['AppError', ['ProgressDeadlineExceeded']],
    ]);
    expect([judged.issues, judged.topIssue]).toStrictEqual([1, 'AppError']);
  });

  test.each([
    { name: 'nothing else is wrong', other: [] },
    { name: 'the other is of another workload', other: [found(appError, { workload: 'api' })] },
    { name: 'the other is history', other: [found(appError, { state: 'recovered' })] },
    { name: 'the other is only a warning', other: [found(appError, { severity: 'warning' })] },
  ])('it stands alone when $name', ({ other }) => {
    const codes = diagnosesOf([found(deadline), ...other]).map(({ code }) => code);
    expect(codes).toContain('ProgressDeadlineExceeded');
  });
});

describe('order', () => {
  test('active before history, errors before warnings, facts before guesses', () => {
    const codes = diagnosesOf([
      found(rule('Past'), { state: 'recovered' }),
      found(rule('Warned'), { severity: 'warning' }),
      found(rule('Guessed'), { confidence: 'likely' }),
      found(rule('Proven')),
    ]).map(({ code }) => code);
    expect(codes).toStrictEqual(['Proven', 'Guessed', 'Warned', 'Past']);
  });

  test('that not all can be seen comes before what is seen', () => {
    const codes = diagnosesOf([
      found(rule('Proven'), { sinceMs: ago(500) }),
      found(rule('CannotObserve'), { sinceMs: ago(5) }),
    ]).map(({ code }) => code);
    expect(codes).toStrictEqual(['CannotObserve', 'Proven']);
  });
});

describe('memory', () => {
  const findings = [found(appError, { pod: 'web-1', sinceMs: ago(60) })];

  test('the first instant is the one told first', () => {
    const before = remembered(findings, { firstSeenMs: ago(7200) });
    expect(diagnosesOf(findings, { diagnoses: [before] })[0]?.firstSeenMs).toBe(ago(7200));
  });

  test('a first instant in the future is not believed', () => {
    const before = remembered(findings, { firstSeenMs: NOW + 60_000 });
    expect(diagnosesOf(findings, { diagnoses: [before] })[0]?.firstSeenMs).toBeLessThanOrEqual(NOW);
  });

  test('proof that says the same keeps its instant, so that a restart is no write', () => {
    const proof = { object: 'Pod/web-1', field: 'status.phase', value: 'Running' };
    const before = remembered(findings, { evidence: [{ ...proof, timeMs: ago(500) }] });
    const now = [found(appError, { pod: 'web-1', evidence: [{ ...proof, timeMs: ago(5) }] })];
    expect(diagnosesOf(now, { diagnoses: [before] })[0]?.evidence).toStrictEqual([
      { ...proof, timeMs: ago(500) },
    ]);
  });

  test('proof that says something else is told with its own instant', () => {
    const proof = { object: 'Pod/web-1', field: 'status.phase', value: 'Running' };
    const before = remembered(findings, { evidence: [{ ...proof, value: 'old', timeMs: 1 }] });
    const now = [found(appError, { pod: 'web-1', evidence: [{ ...proof, timeMs: ago(5) }] })];
    expect(diagnosesOf(now, { diagnoses: [before] })[0]?.evidence).toStrictEqual([
      { ...proof, timeMs: ago(5) },
    ]);
  });

  test('CrashLoopBackOff is not taken back while the problem lasts', () => {
    const before = remembered(findings, { reason: 'CrashLoopBackOff' });
    const now = [found(appError, { pod: 'web-1', reason: 'Error' })];
    expect(diagnosesOf(now, { diagnoses: [before] })[0]?.reason).toBe('CrashLoopBackOff');
  });

  test('pods named before stay named while they have the problem', () => {
    const before = remembered(findings, { sample: ['web-3', 'gone'] });
    const now = ['web-1', 'web-2', 'web-3'].map((pod) => found(appError, { pod }));
    expect(diagnosesOf(now, { diagnoses: [before] })[0]?.affected.sample).toStrictEqual([
      'web-3',
      'web-1',
      'web-2',
    ]);
  });
});

/** One problem on two pods that have been restarted so many times. */
function both(first: number, second: number): readonly RuledFinding[] {
  return [
    found(appError, { pod: 'web-1', count: first }),
    found(appError, { pod: 'web-2', count: second }),
  ];
}

describe('who speaks for several pods', () => {
  test('the one with the most restarts, the first time', () => {
    expect(diagnosesOf(both(5, 6))[0]?.affected.sample).toStrictEqual(['web-2', 'web-1']);
  });

  test('and from then on the same one, whoever overtakes it', () => {
    const before = remembered(both(5, 6), {});
    const [diagnosis] = diagnosesOf(both(8, 7), { diagnoses: [before] });
    expect(diagnosis?.affected.sample).toStrictEqual(['web-2', 'web-1']);
  });

  test('also when its history fades before that of another', () => {
    const past = { state: 'recovered', severity: 'warning' } as const;
    const before = remembered([found(appError, { pod: 'web-2', ...past })], {});
    const now = [
      found(appError, { pod: 'web-1', ...past }),
      found(appError, { pod: 'web-2', state: 'recovered', severity: 'info' }),
    ];
    expect(diagnosesOf(now, { diagnoses: [before] })[0]).toMatchObject({
      severity: 'warning',
      affected: { sample: ['web-2', 'web-1'] },
    });
  });

  test('until another one knows more', () => {
    const before = remembered(both(5, 6), {});
    const now = [
      found(appError, { pod: 'web-1' }),
      found(appError, { pod: 'web-2', confidence: 'likely' }),
    ];
    expect(diagnosesOf(now, { diagnoses: [before] })[0]).toMatchObject({
      confidence: 'confirmed',
      affected: { sample: ['web-1', 'web-2'] },
    });
  });
});

describe('memory that somebody wrote over', () => {
  const findings = [found(appError, { pod: 'web-1' })];
  const poisoned = {
    reason: 'NotACrashLoopBackOff',
    sample: ['web-1', 'web-1', 'web-1'],
    evidence: [
      { object: 'Pod/web-1', field: 'status.phase', value: 'Running', timeMs: NOW + 9e11 },
    ],
    firstSeenMs: NOW + 9e11,
    lastSeenMs: NOW + 9e11,
  };

  test('is not repeated', () => {
    const before = remembered(findings, poisoned);
    expect(diagnosesOf(findings, { diagnoses: [before] })).toStrictEqual(
      diagnosesOf(findings).map((diagnosis) => ({ ...diagnosis, firstSeenMs: NOW })),
    );
  });

  test('a change of the word that is yet to come is forgotten, one of a faster clock is not', () => {
    const change = { from: 'Healthy', to: 'Degraded', reason: 'AppError' };
    const transitions = [NOW + 9e11, NOW + 2_000].map((timeMs) => ({ ...change, timeMs }));
    expect(
      report({ ...world, memory: { ...nothingKnown, transitions } }).transitions.map(
        ({ timeMs }) => timeMs,
      ),
    ).toStrictEqual([NOW + 2_000]);
  });
});

describe('transitions', () => {
  test('the first word is none', () => {
    expect(report(world).transitions).toStrictEqual([]);
  });

  test('a change of the word is one, newest first, at most ten', () => {
    const old = Array.from({ length: 10 }, (_, index) => ({
      timeMs: ago(index + 1),
      from: 'Healthy',
      to: 'Degraded',
      reason: 'AppError',
    }));
    const memory = { ...nothingKnown, health: 'Degraded', transitions: old };
    const { transitions, healthSinceMs } = report({ ...world, memory });
    expect(transitions).toHaveLength(10);
    expect(transitions[0]).toStrictEqual({
      timeMs: NOW,
      from: 'Degraded',
      to: 'Healthy',
      reason: 'Healthy',
    });
    expect(healthSinceMs).toBe(NOW);
  });

  test('the same word again is none and keeps its instant', () => {
    const memory = { ...nothingKnown, health: 'Healthy', healthSinceMs: ago(50) };
    const judged = report({ ...world, memory });
    expect([judged.transitions, judged.healthSinceMs]).toStrictEqual([[], ago(50)]);
  });

  test('a word from the future is believed from now on', () => {
    const memory = { ...nothingKnown, health: 'Healthy', healthSinceMs: NOW + 99_000 };
    expect(report({ ...world, memory }).healthSinceMs).toBe(NOW);
  });
});

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [5, 5],
  [9, 5],
  [10, 10],
  [19, 10],
  [20, 20],
  [49, 20],
  [50, 50],
  [99, 50],
  [100, 100],
  [1234, 1000],
])('a count of %i is told as %i', (count, told) => {
  expect(inSteps(count)).toBe(told);
});

test.each([
  [0, 0],
  [4, 4],
  [100, 100],
  [101, 100],
  [604, 500],
])('of %i pods %i are told', (count, told) => {
  expect(podCount(count)).toBe(told);
});

describe('texts', () => {
  test('placeholders are filled, with the context of the cluster in commands', () => {
    const [diagnosis] = diagnosesOf([found(appError, { pod: 'web-1' })]);
    expect(diagnosis).toMatchObject({
      title: 'AppError of app',
      explanation: 'What happened in Deployment/web.',
      commands: ['kubectl --namespace shop get pods'],
    });
  });
});
