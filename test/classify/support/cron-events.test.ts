// What is told of a CronJob from its events and its Jobs.
import { describe, expect, test } from 'vitest';
import { cronJobEvents } from '../../../src/classify/support/cron-job-events.ts';
import { cronJobOf, failedInARow, oldestRunning } from '../../../src/classify/support/cron-runs.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  cronJob,
  cronJobEvent,
  failedJob,
  job,
} from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import { failedJobs } from '../../../src/classify/support/failed-jobs.ts';
import type { CronJobFact, EventFact, JobFact, ServiceWorkload } from '../../../src/facts/index.ts';

const NIGHTLY = { kind: 'CronJob', name: 'nightly' };
const CAUSES = { TooManyMissedTimes: 'missed too many' };

function told(events: readonly EventFact[], facts: Partial<CronJobFact> = {}, counts = () => true) {
  const world = exampleSnapshot({ workloads: [cronJob(facts), job()], events });
  return cronJobEvents(world, CAUSES, counts);
}

function missed(firstSeconds: number, lastSeconds: number, count = 1): EventFact {
  const name = `event-${firstSeconds}`;
  const event = cronJobEvent('TooManyMissedTimes', 'too many missed start times');
  return { ...event, name, firstMs: ago(firstSeconds), lastMs: ago(lastSeconds), count };
}

describe('events of a CronJob', () => {
  test('are one finding: since the first, until the last, as often as all of them', () => {
    const events = [missed(300, 200, 2), missed(500, 400, 3), cronJobEvent('Other', 'other')];
    expect(told(events)).toEqual([
      {
        subject: { workload: NIGHTLY },
        confidence: 'confirmed',
        state: 'active',
        reason: 'TooManyMissedTimes',
        details: {
          workload: 'CronJob nightly',
          workloadPath: 'cronjob/nightly',
          cause: 'missed too many',
          raw: 'too many missed start times',
        },
        evidence: [
          {
            object: 'CronJob/nightly',
            field: 'event TooManyMissedTimes',
            value: 'too many missed start times',
            timeMs: ago(300),
          },
        ],
        sinceMs: ago(500),
        lastMs: ago(200),
        count: 5,
      },
    ]);
  });

  test.each<[string, () => ReturnType<typeof told>, number]>([
    ['are told for a quarter of an hour', () => told([missed(1000, 899)]), 1],
    ['not longer', () => told([missed(1000, 900)]), 0],
    ['not while it is suspended', () => told([missed(300, 200)], { suspended: true }), 0],
    ['not when the rule refuses them', () => told([missed(300, 200)], {}, () => false), 0],
    ['not when no reason is asked for', () => told([cronJobEvent('Other', 'other')]), 0],
  ])('%s', (_, findings, count) => {
    expect(findings()).toHaveLength(count);
  });
});

function cronOf(facts: Partial<CronJobFact> = {}): CronJobFact {
  const { workload } = cronJob({ failedHistoryLimit: 9, ...facts });
  if (workload.kind !== 'CronJob') throw new Error('expected a CronJob');
  return workload;
}

function failedRun(seconds: number, root = NIGHTLY): ServiceWorkload {
  const failure = condition('Failed', 'True', { sinceMs: ago(seconds) });
  const name = `nightly-${seconds}`;
  return failedJob({ name, uid: name, createdMs: ago(seconds + 9), conditions: [failure] }, root);
}

describe('runs that failed in a row', () => {
  const RUNS = [failedRun(300), failedRun(200), failedRun(100)];

  test.each<[string, () => number, number]>([
    [
      'are those since the last success',
      () => failedInARow(cronOf({ lastSuccessMs: ago(250) }), RUNS),
      2,
    ],
    [
      'not one that failed as that succeeded',
      () => failedInARow(cronOf({ lastSuccessMs: ago(200) }), RUNS),
      1,
    ],
    ['are all when none succeeded', () => failedInARow(cronOf(), RUNS), 3],
    ['are no more than are kept', () => failedInARow(cronOf({ failedHistoryLimit: 2 }), RUNS), 2],
    ['are one when none is kept', () => failedInARow(cronOf({ failedHistoryLimit: 0 }), RUNS), 1],
    [
      'are no runs of another CronJob, and none that goes on',
      () =>
        failedInARow(cronOf(), [
          ...RUNS,
          failedRun(50, { kind: 'CronJob', name: 'hourly' }),
          failedRun(40, { kind: 'Job', name: 'nightly' }),
          job({}, NIGHTLY),
          cronJob(),
        ]),
      3,
    ],
  ])('%s', (_, count, wanted) => {
    expect(count()).toBe(wanted);
  });
});

test.each([
  ['the CronJob that made it', failedRun(60), 'nightly'],
  ['nobody when a person made it', failedJob(), undefined],
  ['nobody when its CronJob is gone', failedRun(60, { kind: 'CronJob', name: 'gone' }), undefined],
])('a failed run has %s', (_, it, wanted) => {
  const workloads = [job(), cronJob({ name: 'hourly' }), cronJob(), it];
  const found = failedJobs([it]).map((failed) => cronJobOf(failed, workloads)?.name);
  expect(found).toEqual([wanted]);
});

function run(seconds: number, facts: Partial<JobFact> = {}, root = NIGHTLY): ServiceWorkload {
  return job({ name: `run-${seconds}`, createdMs: ago(seconds), ...facts }, root);
}

describe('the run that goes on the longest', () => {
  test.each<[string, readonly ServiceWorkload[], string | undefined]>([
    ['is the oldest', [run(100), run(300), run(200)], 'run-300'],
    ['is no run that has no pod', [run(100), run(300, { active: 0 })], 'run-100'],
    ['is no run that is being deleted', [run(100), run(300, { deletionMs: ago(1) })], 'run-100'],
    [
      'is no run of another CronJob',
      [run(100), run(300, {}, { kind: 'CronJob', name: 'hourly' })],
      'run-100',
    ],
    ['is none when all have ended', [run(100, { active: 0 }), cronJob()], undefined],
  ])('%s', (_, workloads, wanted) => {
    expect(oldestRunning(cronOf(), workloads)?.name).toBe(wanted);
  });
});
