import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { job } from '../support/example-workloads.ts';
import { ago, condition, container, crashed, jobPod } from '../support/examples.ts';
import {
  type FailedJob,
  failedJobs,
  failedMs,
  judgeFailedJob,
  lastEnd,
} from '../support/failed-jobs.ts';
import { workloadDetails } from '../support/subject.ts';
import { plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';
import type { Evidence, Finding } from '../types.ts';

/** The Job controller's reason in condition Failed. */
const REASON = 'BackoffLimitExceeded';

function jobFinding(
  it: FailedJob,
  evidence: readonly Evidence[],
  judged: ReturnType<typeof judgeFailedJob>,
): Finding {
  const { workload, root, failure } = it;
  const sinceMs = failedMs(it);
  const { message, type } = failure;
  // `status.failed` counts pods: one that is restarted in place uses up all tries alone.
  const tries = Math.max(workload.failed, workload.backoffLimit + 1);
  const field = `status.conditions[${type}].message`;
  return {
    ...judged,
    subject: { workload: root },
    confidence: 'confirmed',
    reason: REASON,
    details: {
      ...workloadDetails(root),
      job: workload.name,
      tries: plural(tries, 'try').replace('trys', 'tries'),
    },
    evidence: [
      fieldEvidence({ kind: 'Job', name: workload.name, field, value: message, timeMs: sinceMs }),
      ...evidence,
    ],
    sinceMs,
    lastMs: sinceMs,
    count: tries,
  };
}

const FAILED = condition('Failed', 'True', {
  reason: REASON,
  message: 'Job has reached the specified backoff limit',
  sinceMs: ago(600),
});
const FAILED_JOB = job({ active: 0, failed: 3, backoffLimit: 2, conditions: [FAILED] });

export default defineClassifier({
  code: 'JobBackoffLimitExceeded',
  title: 'Job {job} has failed for good',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    'Job {job} was given up after {tries}: Kubernetes does not start it again. What it should have done has not been done.',
  fix: [
    'Read the log of the last try, if its pod is still there.',
    'Correct the cause, then delete the Job and create it again: a failed Job does not restart.',
  ],
  // By label: kubectl waits for a pod of job/… when there is none left.
  commands: [
    '{kubectl} logs --selector=batch.kubernetes.io/job-name={job} --all-containers --tail=50',
    '{kubectl} describe job/{job}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  classify({ workloads, pods, clock }) {
    const live = liveWorkloads(workloads);
    return failedJobs(live)
      .filter(({ failure }) => failure.reason === REASON)
      .map((it) => jobFinding(it, lastEnd(it.workload, pods), judgeFailedJob(it, live, clock)));
  },
  examples: [
    {
      name: 'a Job that used up its tries has failed',
      given: {
        workloads: [FAILED_JOB],
        pods: [
          jobPod({
            phase: 'Failed',
            containers: [container({ state: { kind: 'terminated', ...crashed({ exitCode: 4 }) } })],
          }),
        ],
      },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          state: 'active',
          severity: 'error',
          reason: REASON,
          details: { job: 'migrate', tries: '3 tries' },
        },
      ],
    },
    {
      name: 'a Job that still retries has not failed',
      given: { workloads: [job({ failed: 2 })] },
      found: [],
    },
  ],
});
