import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { failedJob, job } from '../support/example-workloads.ts';
import { failureOf } from '../support/failed-jobs.ts';
import { lastTryPointer } from '../support/last-try.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** A first try that fails and is made good at once, as with each run of some CronJobs, is nothing to write about. */
const RETRYING_MS = 60_000;

export default defineClassifier({
  code: 'JobRetrying',
  title: 'Job {job} is trying again',
  severity: 'info',
  reads: ['workloads', 'pods'],
  explanation:
    'Job {job} has not succeeded yet: {failed} of {allowed} it may make have failed, and Kubernetes goes on trying, with pauses that grow to six minutes. If a later try succeeds, nothing is lost.',
  fix: ['Look at the log of a failed try if this is not expected.'],
  commands: [
    '{kubectl} logs --selector=batch.kubernetes.io/job-name={job} --all-containers --tail=50',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
  classify({ once, pods, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'Job' || workload.failed === 0 || workload.suspended) return [];
      if (workload.completedMs !== undefined || failureOf(workload.conditions)) return [];
      const {
        kind,
        name,
        failed,
        backoffLimit,
        startedMs: sinceMs = workload.createdMs,
      } = workload;
      if (!clock.atLeast(sinceMs, RETRYING_MS)) return [];
      return [
        standing({
          subject: { workload: root },
          ...lastTryPointer(workload, { pods }),
          reason: 'Retrying',
          details: {
            ...workloadDetails(root),
            job: name,
            failed: String(failed),
            allowed: plural(backoffLimit + 1, 'try', 'tries'),
          },
          evidence: [fieldEvidence({ kind, name, field: 'status.failed', value: String(failed) })],
          sinceMs,
          count: failed,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'two tries have failed and a third one runs',
      given: { workloads: [job({ failed: 2 })] },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          reason: 'Retrying',
          details: { failed: '2', allowed: '7 tries' },
        },
      ],
    },
    {
      name: 'a Job that has failed does not try again',
      given: { workloads: [failedJob()] },
      found: [],
    },
  ],
});
