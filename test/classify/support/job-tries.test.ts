// How Jobs failed: when that counts, how the last try ended, and what else the last report knew.
import { describe, expect, test } from 'vitest';
import { exampleClock, exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { cronJob, failedJob, job } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  endedContainer,
  event,
  jobPod,
  waiting,
} from '../../../src/classify/support/examples.ts';
import {
  failedJobs,
  failureQuote,
  judgeFailedJob,
} from '../../../src/classify/support/failed-jobs.ts';
import { jobsFailedBy } from '../../../src/classify/support/job-ends.ts';
import {
  lastTryContainer,
  lastTryEvidence,
  lastTryWords,
} from '../../../src/classify/support/last-try.ts';
import { troubleOf } from '../../../src/classify/support/remembered-ends.ts';
import type { Evidence } from '../../../src/classify/types.ts';
import type {
  ContainerFact,
  EventFact,
  JobFact,
  PodFact,
  ReportMemory,
  ServicePod,
  ServiceWorkload,
  WorkloadReference,
} from '../../../src/facts/index.ts';

const NIGHTLY = { kind: 'CronJob', name: 'nightly' };

/** It failed so many seconds ago, twenty seconds after it was made. */
function failed(name: string, seconds: number, root?: WorkloadReference): ServiceWorkload {
  const failure = condition('Failed', 'True', { reason: 'Late', sinceMs: ago(seconds) });
  return failedJob({ name, createdMs: ago(seconds + 20), conditions: [failure] }, root);
}

function done(name: string, madeSeconds: number, root?: WorkloadReference): ServiceWorkload {
  const conditions = [condition('Complete', 'True')];
  return job({ name, createdMs: ago(madeSeconds), conditions }, root);
}

describe('a failed Job', () => {
  const ONE = failed('migrate-1', 600);
  const RUN = failed('nightly-1', 600, NIGHTLY);

  test.each<[string, ServiceWorkload, ServiceWorkload, string]>([
    [
      'is made good by a run that was made when it failed',
      ONE,
      done('migrate-2', 600),
      'recovered',
    ],
    ['not by one made before, which runs beside it', ONE, done('migrate-2', 601), 'active'],
    ['not by other work', ONE, done('report-2', 100), 'active'],
    ['not by a run that goes on', ONE, job({ name: 'migrate-2', createdMs: ago(10) }), 'active'],
    [
      'of a CronJob is made good by the next run',
      RUN,
      done('nightly-2', 619, NIGHTLY),
      'recovered',
    ],
    ['not by one made in the same instant', RUN, done('nightly-2', 620, NIGHTLY), 'active'],
    ['by a success that its CronJob tells', RUN, cronJob({ lastSuccessMs: ago(600) }), 'recovered'],
    ['not by an earlier one', RUN, cronJob({ lastSuccessMs: ago(601) }), 'active'],
    ['not while its CronJob tells of none', RUN, cronJob(), 'active'],
    [
      'not by a success of another CronJob',
      RUN,
      cronJob({ name: 'hourly', lastSuccessMs: ago(1) }),
      'active',
    ],
    [
      'not by that of a CronJob which only has the name of its maker',
      failed('nightly-1', 600, { kind: 'Job', name: 'nightly' }),
      cronJob({ lastSuccessMs: ago(1) }),
      'active',
    ],
  ])('%s', (_, it, other, wanted) => {
    const states = failedJobs([it]).map((one) => judgeFailedJob(one, [it, other], exampleClock()));
    expect(states.map(({ state }) => state)).toEqual([wanted]);
  });

  test.each<[string, number, readonly ServiceWorkload[], string]>([
    ['is an error for a day', 86_399, [], 'error'],
    ['and then a warning', 86_400, [], 'warning'],
    ['is a warning for a day once it is made good', 86_399, [done('migrate-2', 10)], 'warning'],
    ['and then a hint', 86_400, [done('migrate-2', 10)], 'info'],
  ])('%s', (_, seconds, others, wanted) => {
    const all = [failed('migrate-1', seconds), ...others];
    const judged = failedJobs(all).map((one) => judgeFailedJob(one, all, exampleClock()));
    expect(judged.map(({ severity }) => severity)).toEqual([wanted]);
  });

  test('stands for those before it', () => {
    const all = [failed('migrate-1', 600), failed('migrate-2', 300), failed('report-1', 600)];
    expect(failedJobs(all).map(({ workload }) => workload.name)).toEqual(['migrate-2', 'report-1']);
  });

  test('of one CronJob does not stand for that of another', () => {
    const all = [RUN, failed('hourly-1', 300, { kind: 'CronJob', name: 'hourly' })];
    expect(failedJobs(all)).toHaveLength(2);
  });
});

test.each([
  ['its message', 'Late', 'too late', ['Late', 'message', 'too late']],
  ['its reason when it has no message', 'Late', '', ['Late', 'reason', 'Late']],
  ['its type when it has neither', '', '', ['Failed', 'reason', 'Failed']],
  ['its message even without a reason', '', 'too late', ['Failed', 'message', 'too late']],
])('a failure is quoted by %s', (_, reason, message, [wantedReason, part, value]) => {
  const it = failureQuote(condition('Failed', 'True', { reason, message }));
  const field = `status.conditions[Failed].${part}`;
  expect(it).toEqual({ reason: wantedReason, field, value });
});

test.each([
  ['as often as tries failed', 3, 3],
  ['once when none was counted', 0, 1],
])('a Job that failed for a reason of its own is told %s', (_, tries, count) => {
  const workloads = [failedJob({ failed: tries })];
  const found = jobsFailedBy(exampleSnapshot({ workloads }), ['BackoffLimitExceeded']);
  expect(found.map((it) => it.count)).toEqual([count]);
});

const EMPTY: ReportMemory = {
  health: '',
  diagnoses: [],
  conditions: [],
  transitions: [],
  events: [],
};

function jobOf(facts: Partial<JobFact> = {}): JobFact {
  const { workload } = job(facts);
  if (workload.kind !== 'Job') throw new Error('expected a Job');
  return workload;
}

function remembered(...evidence: readonly Evidence[]): ReportMemory {
  const seen = { firstSeenMs: ago(60), lastSeenMs: ago(60), count: 1, sample: [] };
  const told = { id: 'd', code: 'AppError', state: 'active', reason: 'Error', ...seen } as const;
  return { ...EMPTY, diagnoses: [{ ...told, evidence }] };
}

function quote(field: string, value: string): Evidence {
  return { object: 'Pod/migrate-k4k2p', field, value, timeMs: ago(60) };
}

const OOM = { exitCode: 137, reason: 'OOMKilled' };
const TERMINATED = 'status.containerStatuses[app].state.terminated';

/** A try whose container ended in this way. */
function tried(name: string, it: ContainerFact, facts: Partial<PodFact> = {}): ServicePod {
  return jobPod({ name, containers: [it], ...facts });
}

function codeOf(...pods: readonly ServicePod[]): string | undefined {
  const words = lastTryWords(jobOf(), { pods, memory: EMPTY }).lastTry;
  return /exit code \d+|OOMKilled|not known/.exec(words)?.[0];
}

describe('the last try of a Job', () => {
  const FIRST = tried('migrate-a', endedContainer({ exitCode: 1 }), { createdMs: ago(300) });
  const SECOND = tried('migrate-b', endedContainer({ exitCode: 2 }), { createdMs: ago(200) });
  const owner = { kind: 'Job', name: 'migrate', uid: 'uid-other' };
  const last = crashed({ exitCode: 4 });

  test.each<[string, readonly ServicePod[], string]>([
    ['is the newest pod', [FIRST, SECOND], 'exit code 2'],
    ['wherever that stands', [SECOND, FIRST], 'exit code 2'],
    [
      'is none that is ended because the Job is given up',
      [
        FIRST,
        tried('b', endedContainer({ exitCode: 143 }), { createdMs: ago(1), deletionMs: ago(1) }),
      ],
      'exit code 1',
    ],
    [
      'is none of another Job',
      [FIRST, tried('b', endedContainer({ exitCode: 9 }), { createdMs: ago(1), owner })],
      'exit code 1',
    ],
    [
      'is none that went well',
      [FIRST, tried('b', endedContainer({ exitCode: 0 }), { createdMs: ago(1) })],
      'exit code 1',
    ],
    [
      'shows in the run before when it is restarted in place',
      [tried('a', container({ state: waiting('CrashLoopBackOff'), last }))],
      'exit code 4',
    ],
    [
      'does not when that went well',
      [tried('a', container({ state: waiting('Error'), last: { ...last, exitCode: 0 } }))],
      'not known',
    ],
    ['is not known without one', [tried('a', container())], 'not known'],
    ['may be out of memory', [tried('a', endedContainer(OOM))], 'OOMKilled'],
  ])('%s', (_, pods, wanted) => {
    expect(codeOf(...pods)).toBe(wanted);
  });

  test('is told with the limit that it went over, when it has one', () => {
    const words = ['64Mi', ''].map((memoryLimit) => {
      const pods = [tried('a', { ...endedContainer(OOM), memoryLimit })];
      return lastTryWords(jobOf(), { pods, memory: EMPTY }).lastTry;
    });
    expect(words).toEqual([
      'In its last try container "app" used more memory than its limit of 64Mi and was killed (OOMKilled)',
      'In its last try container "app" used more memory than its limit and was killed (OOMKilled)',
    ]);
  });

  test.each([
    ['whose log is gone', '1', 'Look where logs are collected: the pod of the last try is gone'],
    ['and its limit', '137', 'Raise the memory limit of container "app" in the Job'],
  ])('may be remembered, %s', (_, code, advice) => {
    const reason = code === '137' ? 'OOMKilled' : 'Error';
    const memory = remembered(
      quote(`${TERMINATED}.exitCode`, code),
      quote(`${TERMINATED}.reason`, reason),
    );
    const words = lastTryWords(jobOf(), { pods: [], memory });
    expect(words.advice.slice(0, advice.length)).toBe(advice);
    expect(lastTryContainer(jobOf(), { pods: [], memory }).container).toBe('app');
    expect(lastTryEvidence(jobOf(), { pods: [], memory })).toHaveLength(2);
  });
});

function proofOf(it: ContainerFact, facts: Partial<PodFact> = {}) {
  return lastTryEvidence(jobOf(), { pods: [tried('migrate-a', it, facts)], memory: EMPTY });
}

describe('the proof of a last try', () => {
  const quoted = { object: 'Pod/migrate-a', timeMs: ago(20) };
  const LAST = TERMINATED.replace('.state', '.lastState');

  test('is its exit code, where it stays', () => {
    const code = { ...quoted, field: `${TERMINATED}.exitCode`, value: '3' };
    expect(proofOf(endedContainer({ exitCode: 3 }))).toEqual([code]);
  });

  test('stands in the last state where it is restarted', () => {
    const code = { ...quoted, field: `${LAST}.exitCode`, value: '3' };
    expect(proofOf(endedContainer({ exitCode: 3 }), { restartPolicy: 'OnFailure' })).toEqual([
      code,
    ]);
  });

  test('has the reason beside it when memory ran out', () => {
    expect(proofOf(endedContainer(OOM))).toEqual([
      { ...quoted, field: `${TERMINATED}.exitCode`, value: '137' },
      { ...quoted, field: `${TERMINATED}.reason`, value: 'OOMKilled' },
    ]);
  });

  test('has no time when nothing tells it', () => {
    const { finishedMs: _, ...state } = crashed({ exitCode: 3 });
    expect(proofOf(container({ state: { kind: 'terminated', ...state } }))).toEqual([
      { object: 'Pod/migrate-a', field: `${TERMINATED}.exitCode`, value: '3' },
    ]);
  });
});

function trouble(memory: ReportMemory, events: readonly EventFact[] = [], pods: ServicePod[] = []) {
  return troubleOf(jobOf(), { pods, events, memory })?.value;
}

describe('what else a report knew of a Job', () => {
  const PULL = quote('status.containerStatuses[app].state.waiting.message', 'not found');

  test.each<[string, () => string | undefined, string | undefined]>([
    ['is what it quoted of its pods', () => trouble(remembered(PULL)), 'not found'],
    [
      'is no end of a run',
      () => trouble(remembered(quote(`${TERMINATED}.exitCode`, '1'))),
      undefined,
    ],
    [
      'is the first that is none',
      () => trouble(remembered(quote(`${TERMINATED}.reason`, 'E'), PULL)),
      'not found',
    ],
    ['is nothing while a pod is left', () => trouble(remembered(PULL), [], [jobPod()]), undefined],
    [
      'though pods of other Jobs are',
      () =>
        trouble(remembered(PULL), [], [jobPod({ owner: { kind: 'Job', name: 'b', uid: 'b' } })]),
      'not found',
    ],
  ])('%s', (_, told, wanted) => {
    expect(told()).toBe(wanted);
  });

  const ABOUT = { involved: { name: 'migrate-k4k2p' } };

  test.each<[string, EventFact, string | undefined]>([
    ['is a warning about its pods', event('FailedMount', 'no volume', ABOUT), 'no volume'],
    ['is no other event', event('Pulled', 'pulled', { ...ABOUT, type: 'Normal' }), undefined],
    ['is no back-off', event('BackOff', 'Back-off pulling', ABOUT), undefined],
    ['is no reason alone', event('Failed', 'Error: ImagePullBackOff', ABOUT), undefined],
    ['is nothing of other pods', event('FailedMount', 'no volume'), undefined],
    [
      'is nothing of what only has such a name',
      event('FailedMount', 'no volume', { involved: { ...ABOUT.involved, kind: 'Service' } }),
      undefined,
    ],
  ])('%s', (_, told, wanted) => {
    expect(trouble(EMPTY, [told])).toBe(wanted);
  });

  test('is the newest of such warnings', () => {
    const events = [event('FailedMount', 'first', ABOUT), event('FailedMount', 'then', ABOUT)];
    expect(trouble(EMPTY, events)).toBe('then');
  });
});
