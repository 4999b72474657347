import { defineClassifier } from '../define.ts';
import { failedBecause, failedJob } from '../support/example-workloads.ts';
import { jobsFailedBy } from '../support/job-ends.ts';

export default defineClassifier({
  code: 'JobPodFailurePolicy',
  title: 'Job {job} was given up at once, by its own rule',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory'],
  explanation:
    'A pod of Job {job} ended in a way for which the podFailurePolicy of the Job says that another try makes no sense: {raw}. {lastTry}. The tries that were left are not used.',
  fix: [
    '{advice}.',
    'Correct the cause, then delete the Job and create it again: a failed Job does not restart.',
    'Change the podFailurePolicy if this end deserves another try.',
  ],
  commands: [
    '{kubectl} logs --selector=batch.kubernetes.io/job-name={job} --all-containers --tail=50',
    '{kubectl} describe job/{job}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
  classify(snapshot) {
    return jobsFailedBy(snapshot, ['PodFailurePolicy']);
  },
  examples: [
    {
      name: 'an exit code for which the policy says to fail the Job',
      given: {
        workloads: [
          failedBecause(
            'PodFailurePolicy',
            'Container app for pod shop/migrate-k4k2p failed with exit code 42 matching FailJob rule at index 0',
          ),
        ],
      },
      found: [{ workload: 'migrate', confidence: 'confirmed', reason: 'PodFailurePolicy' }],
    },
    {
      name: 'a Job that used up its tries was not given up early',
      given: { workloads: [failedJob()] },
      found: [],
    },
  ],
});
