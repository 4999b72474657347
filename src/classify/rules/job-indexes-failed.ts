import { defineClassifier } from '../define.ts';
import { failedBecause, failedJob } from '../support/example-workloads.ts';
import { jobsFailedBy } from '../support/job-ends.ts';

export default defineClassifier({
  code: 'JobIndexesFailed',
  title: 'Parts of Job {job} have failed for good',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory'],
  explanation:
    'Job {job} does its work in numbered parts, each with tries of its own, and some have used theirs up: {raw}. The first command lists their numbers under "Failed Indexes"; the other parts may be done. {lastTry}.',
  fix: [
    '{advice}.',
    'Correct the cause, then run the failed parts again in a new Job: a failed Job does not restart.',
  ],
  commands: [
    '{kubectl} describe job/{job}',
    '{kubectl} get pods --selector=batch.kubernetes.io/job-name={job}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index',
  classify(snapshot) {
    return jobsFailedBy(snapshot, ['FailedIndexes', 'MaxFailedIndexesExceeded']);
  },
  examples: [
    {
      name: 'a part that used up its tries',
      given: { workloads: [failedBecause('FailedIndexes', 'Job has failed indexes')] },
      found: [{ workload: 'migrate', confidence: 'confirmed', reason: 'FailedIndexes' }],
    },
    {
      name: 'a Job without parts has no failed ones',
      given: { workloads: [failedJob()] },
      found: [],
    },
  ],
});
