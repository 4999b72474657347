import { defineClassifier } from '../define.ts';
import { cronJobEvents } from '../support/cron-job-events.ts';
import { cronJob, cronJobEvent } from '../support/example-workloads.ts';

/** The CronJob controller's events (Kubernetes 1.34), and what each means for whoever wrote the schedule. */
const CAUSES: Readonly<Record<string, string>> = {
  UnParseableCronJobSchedule: 'its schedule is not written as cron expects',
  UnparseableSchedule: 'its schedule is not written as cron expects',
  InvalidSchedule: 'its schedule never comes due',
  UnknownTimeZone: 'its timeZone is unknown',
  TooManyMissedTimes: 'it has missed more than 100 runs and gives up counting them',
};

export default defineClassifier({
  code: 'CronJobCannotSchedule',
  title: '{workload} does not start its runs',
  severity: 'error',
  reads: ['workloads', 'events'],
  explanation: '{workload} starts no run any more, because {cause}. Its controller says: "{raw}".',
  fix: [
    'Correct schedule or timeZone of {workload}: five fields for minute, hour, day, month and weekday, and a zone such as Europe/Berlin.',
    'Set startingDeadlineSeconds if runs were missed while it was suspended or the cluster was down: then older ones are not counted.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get {workloadPath} -o yaml'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  classify(snapshot) {
    return cronJobEvents(snapshot, CAUSES);
  },
  examples: [
    {
      name: 'a time zone that does not exist',
      given: {
        workloads: [cronJob()],
        events: [cronJobEvent('UnknownTimeZone', 'invalid timeZone: "Mars/Base": unknown')],
      },
      found: [{ workload: 'nightly', confidence: 'confirmed', reason: 'UnknownTimeZone' }],
    },
    {
      name: 'a CronJob that is suspended has no runs to start',
      given: {
        workloads: [cronJob({ suspended: true })],
        events: [cronJobEvent('TooManyMissedTimes', 'too many missed start times')],
      },
      found: [],
    },
  ],
});
