import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { failedJob, job } from '../support/example-workloads.ts';
import { endedContainer, jobPod } from '../support/examples.ts';
import { failedJobFindings } from '../support/failed-job-findings.ts';
import { lastTryLog } from '../support/last-try.ts';
import { lastWords, sayingOf } from '../support/log-words.ts';
import { plural } from '../support/text.ts';

/** The Job controller's reason in condition Failed. */
const REASON = 'BackoffLimitExceeded';

export default defineClassifier({
  code: 'JobBackoffLimitExceeded',
  title: 'Job {job} has failed for good',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory', 'logs'],
  explanation:
    'Job {job} was given up after {tries}: Kubernetes does not start it again. {lastTry}{said}.',
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
      const log = lastTryLog(workload, snapshot);
      // `status.failed` counts pods: one that is restarted in place uses up all tries alone.
      const tries = Math.max(workload.failed, workload.backoffLimit + 1);
      return {
        details: {
          tries: plural(tries, 'try', 'tries'),
          said: log === undefined ? '' : sayingOf(log),
        },
        count: tries,
        evidence: log === undefined ? [] : lastWords(log),
      };
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
      name: 'the log of its last try says why',
      given: {
        workloads: [failedJob()],
        pods: [jobPod({ phase: 'Failed', containers: [endedContainer()] })],
        logs: [
          crashLog(['Error: environment variable DATABASE_URL is not set'], {
            podUid: 'uid-migrate-k4k2p',
            pod: 'migrate-k4k2p',
          }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: REASON,
          details: { said: '; by its log the setting DATABASE_URL is missing' },
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
