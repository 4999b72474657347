import type { Area } from './types.ts';

export const CONTROLLERS: Area = {
  title: 'Workloads',
  file: 'controllers.ts',
  rows: [
    { scenario: 'A rollout does not move on.', codes: ['ProgressDeadlineExceeded'] },
    {
      scenario: 'The new version fails while the old one serves.',
      codes: ['RolloutStuckOldServing'],
    },
    {
      scenario: 'A problem came with a new version.',
      codes: [],
      reason:
        'left out: the diagnosis of the problem itself says so, with the revision and how to go back',
    },
    { scenario: 'Pods are absent outside of a rollout.', codes: ['UnavailableOutsideRollout'] },
    { scenario: 'A rollout is paused with a change waiting.', codes: ['RolloutPaused'] },
    {
      scenario: 'A controller does not look at its object any more.',
      codes: ['GenerationLag'],
      unrecorded: 'it needs a controller manager that stands still',
    },
    {
      scenario: 'One pod of a StatefulSet holds up the others.',
      codes: ['StatefulSetBlockedOnOrdinal'],
    },
    {
      scenario: 'A new version waits until somebody deletes the old pods.',
      codes: ['UpdateWaitsForDeletion'],
    },
    {
      scenario: 'A DaemonSet is down on some of its nodes.',
      codes: ['DaemonSetUnavailable'],
      unrecorded: 'with one node it is down everywhere',
    },
    {
      scenario: 'A DaemonSet runs on nodes that it should not run on.',
      codes: ['DaemonSetMisscheduled'],
    },
    { scenario: 'A Job has failed for good.', codes: ['JobBackoffLimitExceeded'] },
    { scenario: 'A Job ran out of time.', codes: ['JobDeadlineExceeded'] },
    {
      scenario: 'A Job was given up by its own rule, or in parts.',
      codes: ['JobPodFailurePolicy', 'JobIndexesFailed'],
    },
    { scenario: 'A Job tries again.', codes: ['JobRetrying'] },
    {
      scenario: 'A Job does not come to its end for very long.',
      codes: ['JobRunningLong'],
      unrecorded: 'a recording of twelve hours is too long',
    },
    {
      scenario: 'A Job or CronJob is suspended.',
      codes: [],
      reason: 'left out: the word says Suspended, and nothing is wrong',
    },
    { scenario: 'The last run of a CronJob failed.', codes: ['CronJobLastRunFailed'] },
    { scenario: 'A CronJob left out a run.', codes: ['CronJobMissedRun'] },
    {
      scenario: 'The schedule or time zone of a CronJob cannot be read.',
      codes: ['CronJobCannotSchedule'],
    },
    { scenario: 'An autoscaler cannot read its metrics.', codes: ['HPAMetricsUnreadable'] },
    { scenario: 'An autoscaler has reached its limit.', codes: ['HPAAtMax'] },
    {
      scenario: 'An autoscaler has nothing to scale, or does not know its pods.',
      codes: ['HPATargetMissing', 'HPASelectorUnusable'],
    },
    {
      scenario: 'An autoscaler rests because its workload is scaled to zero.',
      codes: [],
      reason: 'left out: nothing is wrong',
    },
  ],
};
