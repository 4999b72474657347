// How a container of a Job ended, when only the last report still knows.
import { describe, expect, test } from 'vitest';
import { job } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import { isCause, rememberedEnd } from '../../../src/classify/support/remembered-ends.ts';
import type { Evidence } from '../../../src/classify/types.ts';
import type { JobFact } from '../../../src/facts/index.ts';

const POD = 'Pod/migrate-k4k2p';
const APP = 'status.containerStatuses[app]';
const CREATED_MS = ago(3600);

function jobFact(facts: Partial<JobFact> = {}): JobFact {
  const { workload } = job({ createdMs: CREATED_MS, ...facts });
  if (workload.kind !== 'Job') throw new Error('expected a Job');
  return workload;
}

function quote(field: string, value: string, facts: Partial<Evidence> = {}): Evidence {
  return { object: POD, field, value, timeMs: ago(60), ...facts };
}

function code(value: string, facts: Partial<Evidence> = {}): Evidence {
  return quote(`${APP}.state.terminated.exitCode`, value, facts);
}

function reason(value: string, facts: Partial<Evidence> = {}): Evidence {
  return quote(`${APP}.state.terminated.reason`, value, facts);
}

/** What is remembered of reports with these diagnoses, each of its quotes. */
function endFrom(told: readonly (readonly Evidence[])[], facts: Partial<JobFact> = {}) {
  const diagnoses = told.map((evidence, index) => ({
    id: `d${index}`,
    code: 'AppError',
    state: 'active' as const,
    reason: 'Error',
    firstSeenMs: CREATED_MS,
    lastSeenMs: CREATED_MS,
    count: 1,
    evidence,
    sample: [],
  }));
  const memory = { health: '', diagnoses, conditions: [], transitions: [], events: [] };
  return rememberedEnd(jobFact(facts), memory);
}

const DEADLINE = condition('Failed', 'True', { reason: 'DeadlineExceeded', sinceMs: ago(60) });

describe('the remembered end', () => {
  test.each<[string, readonly (readonly Evidence[])[], unknown]>([
    [
      'is told by code and reason',
      [[code('137'), reason('OOMKilled')]],
      {
        container: 'app',
        kind: 'main',
        exitCode: 137,
        reason: 'OOMKilled',
        evidence: [code('137'), reason('OOMKilled')],
      },
    ],
    [
      'does without a reason',
      [[code('1')]],
      { container: 'app', kind: 'main', exitCode: 1, reason: '', evidence: [code('1')] },
    ],
    [
      'may be that of an init container, in its last state',
      [[quote('status.initContainerStatuses[load].lastState.terminated.exitCode', '2')]],
      {
        container: 'load',
        kind: 'init',
        exitCode: 2,
        reason: '',
        evidence: [quote('status.initContainerStatuses[load].lastState.terminated.exitCode', '2')],
      },
    ],
    [
      'is proved once, though two diagnoses quote it',
      [[code('1')], [code('1'), reason('Error')]],
      {
        container: 'app',
        kind: 'main',
        exitCode: 1,
        reason: 'Error',
        evidence: [code('1'), reason('Error')],
      },
    ],
  ])('%s', (_, told, wanted) => {
    expect(endFrom(told)).toEqual(wanted);
  });

  test.each<[string, readonly Evidence[], number]>([
    [
      'is the newest',
      [code('1', { timeMs: ago(90) }), code('2'), code('3', { timeMs: ago(70) })],
      2,
    ],
    ['is that of the pod named first', [code('1'), code('2', { object: 'Pod/migrate-zzzzz' })], 1],
    [
      'is that of the container named first',
      [code('1'), quote('status.containerStatuses[log].state.terminated.exitCode', '2')],
      1,
    ],
    ['may be as old as the Job', [code('4', { timeMs: CREATED_MS })], 4],
  ])('%s', (_, told, wanted) => {
    expect(endFrom([told])?.exitCode).toBe(wanted);
  });

  test.each<[string, readonly Evidence[]]>([
    ['nothing was quoted', []],
    ['the quote is older than the Job', [code('1', { timeMs: CREATED_MS - 1 })]],
    ['the quote has no time', [{ object: POD, field: code('1').field, value: '1' }]],
    ['the pod is of a Job of another name', [code('1', { object: 'Pod/migrator-k4k2p' })]],
    ['the container ended well', [code('0')]],
    ['the code is no number', [code('unknown')]],
    ['only the reason is known', [reason('Error')]],
    ['the quote is about something else', [quote(`${APP}.restartCount`, '3')]],
  ])('is none when %s', (_, told) => {
    expect(endFrom([told])).toBeUndefined();
  });

  test('is none when the Job ended it, being out of time', () => {
    expect(endFrom([[code('143')]], { conditions: [DEADLINE] })).toBeUndefined();
  });
});

describe('an end is a cause', () => {
  test.each<[string, number | undefined, Partial<JobFact>, boolean]>([
    ['before the Job was out of time', ago(61), { conditions: [DEADLINE] }, true],
    ['not from that second on', ago(60), { conditions: [DEADLINE] }, false],
    ['when nobody knows its time', undefined, { conditions: [DEADLINE] }, true],
    ['of a Job that goes on', ago(60), {}, true],
    [
      'of a Job that failed for another reason',
      ago(60),
      { conditions: [{ ...DEADLINE, reason: 'BackoffLimitExceeded' }] },
      true,
    ],
  ])('%s', (_, finishedMs, facts, wanted) => {
    expect(isCause(finishedMs, jobFact(facts))).toBe(wanted);
  });
});
