import { cronJob, failedJob, job } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

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

export default [
  {
    name: 'the newest run failed after the last success',
    given: { workloads: [cronJob({ lastSuccessMs: ago(601) }), failedRun('nightly-1', 600)] },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'BackoffLimitExceeded' }],
  },
  {
    name: 'a run that took too long has failed too',
    given: { workloads: [cronJob(), failedRun('nightly-1', 600, 'DeadlineExceeded')] },
    found: [{ confidence: 'confirmed', reason: 'DeadlineExceeded' }],
  },
  {
    name: 'a suspended CronJob makes no other run',
    given: { workloads: [cronJob({ suspended: true }), failedRun('nightly-1', 600)] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: { next: 'It is suspended, so no other run is made' },
      },
    ],
  },
  {
    name: 'for a run of a day ago nobody waits any more',
    given: { workloads: [cronJob(), failedRun('nightly-1', 24 * 3600)] },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'BackoffLimitExceeded' }],
  },
  {
    name: 'a later success makes it good, also when its Job is not kept',
    given: { workloads: [cronJob({ lastSuccessMs: ago(500) }), failedRun('nightly-1', 600)] },
    found: [],
  },
  {
    name: 'a Job of no CronJob is not a run of it',
    given: { workloads: [cronJob(), job({ conditions: [condition('Failed', 'True')] })] },
    found: [],
  },
  {
    name: 'a long message is cut',
    given: {
      workloads: [
        cronJob(),
        failedJob(
          {
            name: 'nightly-1',
            conditions: [
              condition('Failed', 'True', {
                reason: 'BackoffLimitExceeded',
                message: 'm'.repeat(300),
                sinceMs: ago(600),
              }),
            ],
          },
          { kind: 'CronJob', name: 'nightly' },
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: { why: `${'m'.repeat(199)}…` },
      },
    ],
  },
] satisfies Cases;
