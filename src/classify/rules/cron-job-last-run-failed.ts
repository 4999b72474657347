import type { CronJobFact, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { cronJob, job } from '../support/example-workloads.ts';
import { ago, condition } from '../support/examples.ts';
import {
  type FailedJob,
  failedJobs,
  failedMs,
  failureOf,
  failureQuote,
  judgeFailedJob,
  lastEnd,
} from '../support/failed-jobs.ts';
import { workloadDetails } from '../support/subject.ts';
import { brief } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';
import type { Finding } from '../types.ts';

const MAX_MESSAGE_CHARACTERS = 200;

type Inputs = Pick<ServiceSnapshot, 'workloads' | 'pods' | 'clock'>;

/** Failed runs since the last good one. No more than are kept: one more is there for the moment before it is deleted. */
function streakOf(cron: CronJobFact, { workloads }: Inputs): number {
  const failed = workloads.filter(
    ({ workload, root }) =>
      workload.kind === 'Job' &&
      root.kind === cron.kind &&
      root.name === cron.name &&
      (failureOf(workload.conditions)?.sinceMs ?? workload.createdMs) > (cron.lastSuccessMs ?? 0) &&
      failureOf(workload.conditions) !== undefined,
  );
  return Math.max(1, Math.min(failed.length, cron.failedHistoryLimit));
}

function runFinding(it: FailedJob, cron: CronJobFact, inputs: Inputs): Omit<Finding, 'state'> {
  const { workload, root, failure } = it;
  const sinceMs = failedMs(it);
  const { reason, field, value } = failureQuote(failure);
  return {
    subject: { workload: root },
    confidence: 'confirmed',
    reason,
    details: {
      ...workloadDetails(root),
      cronJob: cron.name,
      job: workload.name,
      why: brief(value, MAX_MESSAGE_CHARACTERS),
      next: cron.suspended
        ? 'It is suspended, so no other run is made'
        : 'Kubernetes makes the next run at its time',
    },
    evidence: [
      fieldEvidence({ kind: 'Job', name: workload.name, field, value, timeMs: sinceMs }),
      ...lastEnd(workload, inputs.pods),
    ],
    sinceMs,
    lastMs: sinceMs,
    count: streakOf(cron, inputs),
  };
}

const OWNER = { kind: 'CronJob', name: 'nightly' };

/** A run of CronJob nightly that failed so many seconds ago. */
function failedRun(name: string, seconds: number, reason = 'BackoffLimitExceeded') {
  const failure = condition('Failed', 'True', {
    reason,
    message: 'Job has reached the specified backoff limit',
    sinceMs: ago(seconds),
  });
  const facts = { active: 0, failed: 1, createdMs: ago(seconds + 20), conditions: [failure] };
  return job({ name, uid: `uid-${name}`, ...facts }, OWNER);
}

export default defineClassifier({
  code: 'CronJobLastRunFailed',
  title: 'The last run of {workload} failed',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    'Job {job}, the newest finished run of {workload}, has failed: "{why}". What it should have done has not been done. {next}.',
  fix: [
    'Read the log of the failed run, if its pod is still there.',
    'Correct the cause, then start a run by hand rather than wait for the next one.',
  ],
  commands: [
    '{kubectl} logs --selector=batch.kubernetes.io/job-name={job} --all-containers --tail=50',
    '{kubectl} describe job/{job}',
    '{kubectl} create job {cronJob}-again --from=cronjob/{cronJob}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  // It says the same of the same run, and not what follows from it.
  outranks: ['JobBackoffLimitExceeded'],
  isConsequence: true,
  classify(snapshot) {
    const live = liveWorkloads(snapshot.workloads);
    return failedJobs(live).flatMap((it) => {
      const cron = live.find(
        ({ workload }) => workload.kind === it.root.kind && workload.name === it.root.name,
      )?.workload;
      if (cron?.kind !== 'CronJob') return [];
      const judged = judgeFailedJob(it, live, snapshot.clock);
      return judged.state === 'active' ? [{ ...runFinding(it, cron, snapshot), ...judged }] : [];
    });
  },
  examples: [
    {
      name: 'the newest run failed',
      given: { workloads: [cronJob(), failedRun('nightly-1', 600)] },
      found: [
        {
          workload: 'nightly',
          confidence: 'confirmed',
          state: 'active',
          severity: 'error',
          reason: 'BackoffLimitExceeded',
          details: {
            job: 'nightly-1',
            why: 'Job has reached the specified backoff limit',
            next: 'Kubernetes makes the next run at its time',
          },
        },
      ],
    },
    {
      name: 'a run that goes on has not failed',
      given: { workloads: [cronJob(), job({ failed: 1 }, OWNER)] },
      found: [],
    },
  ],
});
