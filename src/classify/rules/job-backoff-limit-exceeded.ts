import { defineClassifier } from '../define.ts';
import { failedJob, job } from '../support/example-workloads.ts';
import { endedContainer, jobPod } from '../support/examples.ts';
import { failedJobFindings } from '../support/failed-job-findings.ts';
import { plural } from '../support/text.ts';

/** The Job controller's reason in condition Failed. */
const REASON = 'BackoffLimitExceeded';

export default defineClassifier({
  code: 'JobBackoffLimitExceeded',
  title: 'Job {job} has failed for good',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory'],
  explanation:
    'Job {job} was given up after {tries}: Kubernetes does not start it again. {lastTry}.',
  fix: [
    '{advice}.',
    'Correct the cause, then delete the Job and create it again: a failed Job does not restart.',
  ],
  // By label: kubectl waits for a pod of job/… when there is none left.
  commands: [
    '{kubectl} logs --selector=batch.kubernetes.io/job-name={job} --all-containers --tail=50',
    '{kubectl} describe job/{job}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  classify(snapshot) {
    return failedJobFindings(snapshot, ({ workload, failure }) => {
      if (failure.reason !== REASON) return undefined;
      // `status.failed` counts pods: one that is restarted in place uses up all tries alone.
      const tries = Math.max(workload.failed, workload.backoffLimit + 1);
      return { details: { tries: plural(tries, 'try', 'tries') }, count: tries };
    });
  },
  examples: [
    {
      name: 'a Job that used up its tries has failed',
      given: {
        workloads: [failedJob()],
        pods: [jobPod({ phase: 'Failed', containers: [endedContainer({ exitCode: 4 })] })],
      },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          state: 'active',
          severity: 'error',
          reason: REASON,
          details: {
            job: 'migrate',
            tries: '3 tries',
            lastTry:
              'In its last try container "app" ended with exit code 4: the process reported an error and stopped',
          },
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
