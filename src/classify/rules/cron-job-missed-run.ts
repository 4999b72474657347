import { defineClassifier } from '../define.ts';
import { cronJobEvents } from '../support/cron-job-events.ts';
import { cronJob, cronJobEvent } from '../support/example-workloads.ts';

/** The CronJob controller's events (Kubernetes 1.34): both mean that a run which was due was left out. */
const CAUSES: Readonly<Record<string, string>> = {
  MissSchedule: 'it could not be started within startingDeadlineSeconds',
  JobAlreadyActive:
    'the run before was still going on, and concurrencyPolicy Forbid lets no two run at once',
};

export default defineClassifier({
  code: 'CronJobMissedRun',
  title: 'A run of {workload} was left out',
  severity: 'warning',
  reads: ['workloads', 'events'],
  explanation:
    'A run of {workload} was due and was not started: {cause}. The next one comes at its time. The controller says: "{raw}".',
  fix: [
    'Make the run faster or the schedule wider if one run lasts into the next.',
    'Set activeDeadlineSeconds in the job template if a run may hang: then the next one can start.',
    'Raise startingDeadlineSeconds if runs may start late.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get jobs'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  classify(snapshot) {
    return cronJobEvents(snapshot, CAUSES);
  },
  examples: [
    {
      name: 'the run before goes on for too long',
      given: {
        workloads: [cronJob()],
        events: [
          cronJobEvent('JobAlreadyActive', 'Not starting job because prior execution is running'),
        ],
      },
      found: [{ workload: 'nightly', confidence: 'confirmed', reason: 'JobAlreadyActive' }],
    },
    {
      name: 'runs that were left out while it was suspended were not wanted',
      given: {
        workloads: [cronJob({ suspended: true })],
        events: [cronJobEvent('MissSchedule', 'Missed scheduled time to start a job')],
      },
      found: [],
    },
  ],
});
