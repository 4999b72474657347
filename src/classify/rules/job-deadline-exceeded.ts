import { defineClassifier } from '../define.ts';
import { failedBecause, failedJob } from '../support/example-workloads.ts';
import { jobsFailedBy } from '../support/job-ends.ts';
import { troubleOf } from '../support/remembered-ends.ts';
import { quoted } from '../support/repeated-warnings.ts';

const UNKNOWN = 'What kept them busy or waiting for so long is not known here';

export default defineClassifier({
  code: 'JobDeadlineExceeded',
  title: 'Job {job} ran out of time',
  severity: 'error',
  reads: ['workloads', 'pods', 'memory', 'events'],
  explanation:
    'Job {job} was not done when its time was up (activeDeadlineSeconds), so Kubernetes ended it and deleted its pods. What it should have done has not been done, and its logs are gone with the pods. {before}.',
  fix: [
    'Find out what it waited for or why it was slow: look at where its logs are collected, as the pods are deleted.',
    'Raise activeDeadlineSeconds in the Job if the work really takes that long.',
    'Delete the Job and create it again: a failed Job does not restart.',
  ],
  commands: ['{kubectl} describe job/{job}', '{kubectl} get job/{job} -o yaml'],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
  classify(snapshot) {
    return jobsFailedBy(snapshot, ['DeadlineExceeded'], ({ workload }) => {
      const trouble = troubleOf(workload, snapshot);
      if (trouble === undefined) return { details: { before: UNKNOWN } };
      const before = `While they were there, Kubernetes said of them: "${quoted(trouble.value)}"`;
      return { details: { before }, evidence: [trouble] };
    });
  },
  examples: [
    {
      name: 'a Job that was active for longer than its deadline',
      given: {
        workloads: [
          failedBecause('DeadlineExceeded', 'Job was active longer than specified deadline'),
        ],
      },
      found: [{ workload: 'migrate', confidence: 'confirmed', reason: 'DeadlineExceeded' }],
    },
    {
      name: 'a Job that used up its tries had time enough',
      given: { workloads: [failedJob()] },
      found: [],
    },
  ],
});
