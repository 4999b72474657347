import { defineClassifier } from '../define.ts';
import { briefList } from '../support/brief-texts.ts';
import { cronJobOf, failedInARow } from '../support/cron-runs.ts';
import { cronJob, failedJob, job } from '../support/example-workloads.ts';
import { failedJobFindings } from '../support/failed-job-findings.ts';
import { failureQuote } from '../support/failed-jobs.ts';

const NIGHTLY = { kind: 'CronJob', name: 'nightly' };

export default defineClassifier({
  code: 'CronJobLastRunFailed',
  title: 'The last run of {workload} failed',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory'],
  explanation:
    'Job {job}, the newest finished run of {workload}, has failed: "{why}". {lastTry}. {next}.',
  fix: [
    '{advice}.',
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
    const findings = failedJobFindings(snapshot, (it, live) => {
      const cron = cronJobOf(it, live);
      if (cron === undefined) return undefined;
      const next = cron.suspended
        ? 'It is suspended, so no other run is made'
        : 'Kubernetes makes the next run at its time';
      const why = briefList(failureQuote(it.failure).value);
      const count = failedInARow(cron, snapshot.workloads);
      return { details: { cronJob: cron.name, why, next }, count };
    });
    return findings.filter(({ state }) => state === 'active');
  },
  examples: [
    {
      name: 'the newest run failed',
      given: { workloads: [cronJob(), failedJob({ name: 'nightly-1' }, NIGHTLY)] },
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
      given: { workloads: [cronJob(), job({ failed: 1 }, NIGHTLY)] },
      found: [],
    },
  ],
});
