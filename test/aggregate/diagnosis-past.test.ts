// What a diagnosis takes from the last report, and what not.
import { describe, expect, test } from 'vitest';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { ago, NOW } from '../../src/classify/support/examples.ts';
import type { Finding, RuledFinding } from '../../src/classify/types.ts';
import type { RememberedDiagnosis } from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

const ERROR = rule('AppError');
const PODS = ['web-1', 'web-2', 'web-3', 'web-4', 'web-5'];
const WORLD = { workloads: [deployment()], pods: PODS.map((name) => readyPod(name)) };
const NOTHING = { health: '', diagnoses: [], conditions: [], transitions: [], events: [] };

function on(pod: string, facts: Partial<Finding> = {}): RuledFinding {
  return found(ERROR, { pod, ...facts });
}

/** The only diagnosis of these findings after a report that said so. */
function after(
  before: Partial<RememberedDiagnosis> | undefined,
  ...findings: readonly RuledFinding[]
) {
  const [first] = report(WORLD, findings).diagnoses;
  if (first === undefined) throw new Error('these findings give no diagnosis');
  const { id, code, state, reason, firstSeenMs, lastSeenMs, count } = first;
  const said = { id, code, state, reason, firstSeenMs, lastSeenMs, count };
  const known: RememberedDiagnosis = { ...said, sample: [], evidence: [], ...before };
  const memory = { ...NOTHING, diagnoses: before === undefined ? [] : [known] };
  const [diagnosis] = report({ ...WORLD, memory }, findings).diagnoses;
  if (diagnosis === undefined) throw new Error('these findings give no diagnosis');
  return diagnosis;
}

describe('the first instant', () => {
  test.each<[string, number, Partial<RememberedDiagnosis> | undefined, readonly number[]]>([
    ['is the earliest that an object tells', ago(90), undefined, [ago(60), ago(90)]],
    ['is now where none tells one', NOW, undefined, [0]],
    ['leaves out those that tell none', ago(60), undefined, [0, ago(60)]],
    ['stays as it was told', ago(30), { firstSeenMs: ago(30) }, [ago(60)]],
    ['is never in the future', NOW, { firstSeenMs: ago(-30) }, [ago(60)]],
  ])('%s', (_, wanted, before, instants) => {
    const findings = instants.map((sinceMs, index) => on(PODS[index] ?? '', { sinceMs }));
    expect(after(before, ...findings).firstSeenMs).toBe(wanted);
  });
});

describe('the last instant', () => {
  test.each<[string, number, Partial<RememberedDiagnosis> | undefined, readonly number[]]>([
    ['is the newest that an object tells', ago(5), undefined, [ago(5), ago(9)]],
    ['is never in the future', NOW, undefined, [ago(-5)]],
    ['is now where none tells one', NOW, undefined, [0]],
    ['stays as it was told where none tells one', ago(40), { lastSeenMs: ago(40) }, [0]],
    ['moves on with what the object tells', ago(5), { lastSeenMs: ago(40) }, [ago(5)]],
  ])('%s', (_, wanted, before, instants) => {
    const findings = instants.map((lastMs, index) => on(PODS[index] ?? '', { lastMs }));
    expect(after(before, ...findings).lastSeenMs).toBe(wanted);
  });
});

describe('the pods that are named', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['are three', [], PODS, ['web-1', 'web-2', 'web-3']],
    ['are those that were named before', ['web-4', 'web-2'], PODS, ['web-4', 'web-2', 'web-1']],
    ['but no pod that has it no more', ['web-9', 'web-5'], PODS, ['web-1', 'web-5', 'web-2']],
  ])('%s', (_, sample, names, wanted) => {
    const findings = names.map((name) => on(name));
    expect(after({ sample }, ...findings).affected.sample).toEqual(wanted);
  });
});

describe('who speaks', () => {
  const WARNING = { severity: 'warning' } as const;

  test.each<[string, string, readonly string[], readonly RuledFinding[]]>([
    ['spoke last time', 'web-2', ['web-2'], [on('web-1'), on('web-2')]],
    [
      'says most, if the one of last time says less',
      'web-1',
      ['web-2'],
      [on('web-1'), on('web-2', WARNING)],
    ],
    ['says most, if nobody spoke', 'web-1', [], [on('web-2', WARNING), on('web-1')]],
  ])('%s', (_, wanted, sample, findings) => {
    expect(after({ sample }, ...findings).affected.sample[0]).toBe(wanted);
  });

  test('history that has faded says as much as before', () => {
    const recovered = { state: 'recovered' } as const;
    const findings = [on('web-1', recovered), on('web-2', { ...recovered, severity: 'info' })];
    expect(after({ sample: ['web-2'] }, ...findings).affected.sample[0]).toBe('web-2');
  });
});

describe('the reason', () => {
  const RETRY = { reason: 'Error' };

  test.each<[string, string, Partial<RememberedDiagnosis>, Partial<Finding>]>([
    [
      'stays the telling one between two tries',
      'CrashLoopBackOff',
      { reason: 'CrashLoopBackOff' },
      RETRY,
    ],
    ['changes where the one before told less', 'Error', { reason: 'Completed' }, RETRY],
    [
      'changes once it is over',
      'Error',
      { reason: 'CrashLoopBackOff' },
      { ...RETRY, state: 'recovered' },
    ],
    [
      'is new when it was over before',
      'Error',
      { reason: 'CrashLoopBackOff', state: 'recovered' },
      RETRY,
    ],
  ])('%s', (_, wanted, before, facts) => {
    expect(after({ state: 'active', ...before }, on('web-1', facts)).reason).toBe(wanted);
  });
});

describe('a proof', () => {
  const QUOTE = { object: 'Pod/web-1', field: 'status.phase', value: 'Failed' };
  const told = { ...QUOTE, timeMs: ago(500) };

  test.each<[string, number, RememberedDiagnosis['evidence'][number]]>([
    ['that says the same keeps its first instant', ago(500), told],
    ['of another object is another one', ago(5), { ...told, object: 'Pod/web-2' }],
    ['of another field is another one', ago(5), { ...told, field: 'status.reason' }],
    ['with another value is another one', ago(5), { ...told, value: 'Running' }],
    ['cannot be from the future', ago(5), { ...told, timeMs: ago(-1) }],
    ['can be from now', NOW, { ...told, timeMs: NOW }],
  ])('%s', (_, timeMs, before) => {
    const evidence = [{ ...QUOTE, timeMs: ago(5) }];
    expect(after({ evidence: [before] }, on('web-1', { evidence })).evidence).toEqual([
      { ...QUOTE, timeMs },
    ]);
  });

  test('is one of five at most', () => {
    const evidence = PODS.concat('web-6').map((value) => ({ ...QUOTE, value }));
    expect(after(undefined, on('web-1', { evidence })).evidence).toEqual(evidence.slice(0, 5));
  });
});

test('counts of all pods are added up and told in steps', () => {
  expect(after(undefined, on('web-1', { count: 4 }), on('web-2', { count: 8 })).count).toBe(10);
});

describe('what is told first', () => {
  test.each<[string, readonly RuledFinding[], readonly string[]]>([
    [
      'that the operator cannot see is told before any error',
      [found(rule('AppError')), found(rule('CannotObserve', { severity: 'info' }))],
      ['CannotObserve', 'AppError'],
    ],
    [
      'what is now comes before what is over',
      [found(rule('A'), { state: 'recovered' }), found(rule('B', { severity: 'info' }))],
      ['B', 'A'],
    ],
    [
      'errors come before warnings',
      [found(rule('A', { severity: 'warning' })), found(rule('B'), { confidence: 'likely' })],
      ['B', 'A'],
    ],
    [
      'what is certain before what is likely',
      [found(rule('A'), { confidence: 'likely', sinceMs: ago(900) }), found(rule('B'))],
      ['B', 'A'],
    ],
    [
      'what came first, first',
      [found(rule('A')), found(rule('B'), { sinceMs: ago(900) })],
      ['B', 'A'],
    ],
    ['else by code', [found(rule('B')), found(rule('A'))], ['A', 'B']],
  ])('%s', (_, findings, wanted) => {
    expect(report(WORLD, findings).diagnoses.map(({ code }) => code)).toEqual(wanted);
  });

  test('two of one code by their ids', () => {
    const api = { kind: 'Deployment', name: 'api' };
    const findings = [found(ERROR), found(ERROR, { subject: { workload: api } })];
    const ids = report(WORLD, findings).diagnoses.map(({ id }) => id);
    const turned = report(WORLD, findings.toReversed()).diagnoses.map(({ id }) => id);
    expect([ids, ids.toSorted()]).toEqual([turned, turned]);
  });
});
