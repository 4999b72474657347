// Jobs and CronJobs: what each of their states is asked with.
import { expect, test } from 'vitest';
import { groupWorkloads } from '../../src/aggregate/groups.ts';
import { jobAssessment } from '../../src/aggregate/job-health.ts';
import { exampleClock, THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import { cronJob, deployment, job } from '../../src/classify/support/example-workloads.ts';
import { condition } from '../../src/classify/support/examples.ts';
import type { ServiceWorkload } from '../../src/facts/index.ts';

function assessed(workload: ServiceWorkload, hasError = false) {
  const [group] = groupWorkloads({ workloads: [workload], pods: [] });
  if (group === undefined) throw new Error('a workload makes a group');
  const kills = new Map();
  const nodes = new Map();
  const context = { clock: exampleClock(), thresholds: THRESHOLDS, hasError, kills, nodes };
  return jobAssessment(group, context);
}

const STILL = { hasError: false, isPastBudget: false, isInFlight: false };
const OVER = { ...STILL, desired: 1, available: 0, word: 'Healthy' };
const RUNS = { ...STILL, desired: 1, available: 0, word: 'Progressing', isInFlight: true };

test.each<[string, Parameters<typeof assessed>, object | undefined]>([
  ['a Job that runs is in flight', [job()], RUNS],
  [
    'one whose end is near runs on',
    [job({ conditions: [condition('FailureTarget', 'True')] })],
    RUNS,
  ],
  [
    'one that is not complete runs on',
    [job({ conditions: [condition('Complete', 'False')] })],
    RUNS,
  ],
  ['one that is complete is over', [job({ conditions: [condition('Complete', 'True')] })], OVER],
  [
    'so is one with enough successes',
    [job({ conditions: [condition('SuccessCriteriaMet', 'True')] })],
    OVER,
  ],
  [
    'and one that failed without an error that counts',
    [job({ conditions: [condition('Failed', 'True')] })],
    OVER,
  ],
  [
    'one that is suspended waits by order',
    [job({ suspended: true })],
    { ...OVER, word: 'Suspended' },
  ],
  [
    'more successes than are wanted are no more pods',
    [job({ completions: 2, succeeded: 3 })],
    { ...RUNS, desired: 2, available: 2 },
  ],
  ['an error makes it Unhealthy', [job(), true], { ...RUNS, hasError: true, word: 'Unhealthy' }],
  ['a CronJob between two runs is well', [cronJob()], { ...OVER, desired: 0 }],
  [
    'one that is suspended waits by order, too',
    [cronJob({ suspended: true })],
    { ...OVER, desired: 0, word: 'Suspended' },
  ],
  [
    'with an error it is Unhealthy',
    [cronJob(), true],
    { ...OVER, desired: 0, hasError: true, word: 'Unhealthy' },
  ],
  ['a Deployment is no Job', [deployment()], undefined],
])('%s', (_, given, wanted) => {
  expect(assessed(...given)).toEqual(wanted);
});
