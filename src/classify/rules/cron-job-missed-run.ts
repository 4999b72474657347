import { defineClassifier } from '../define.ts';
import { cronJobEvents } from '../support/cron-job-events.ts';
import { oldestRunning } from '../support/cron-runs.ts';
import { cronJob, cronJobEvent, job } from '../support/example-workloads.ts';
import { ago } from '../support/examples.ts';

const NIGHTLY = { kind: 'CronJob', name: 'nightly' };

const ALREADY_ACTIVE = cronJobEvent(
  'JobAlreadyActive',
  'Not starting job because prior execution is running and concurrency policy is Forbid',
);

/** The CronJob controller's events (Kubernetes 1.34): both mean that a run which was due was left out. */
const CAUSES: Readonly<Record<string, string>> = {
  MissSchedule: 'it could not be started within startingDeadlineSeconds',
  JobAlreadyActive:
    'the run before is still going on, and concurrencyPolicy Forbid lets no two run at once',
};

/**
 * The controller says JobAlreadyActive also when it catches up with what it did not see, after an API server that was away
 * for minutes, and starts the run when the one before has ended. Who allows no overlap expects to wait for that one.
 */
const OVERLAP_MS = 10 * 60_000;

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
    const { workloads, clock } = snapshot;
    return cronJobEvents(snapshot, CAUSES, ({ reason, lastMs }, cron) => {
      if (reason !== 'JobAlreadyActive') return true;
      const run = oldestRunning(cron, workloads);
      return (
        run !== undefined && run.createdMs <= lastMs && clock.atLeast(run.createdMs, OVERLAP_MS)
      );
    });
  },
  examples: [
    {
      name: 'the run before goes on for too long',
      given: {
        workloads: [cronJob(), job({ createdMs: ago(1800) }, NIGHTLY)],
        events: [ALREADY_ACTIVE],
      },
      found: [{ workload: 'nightly', confidence: 'confirmed', reason: 'JobAlreadyActive' }],
    },
    {
      name: 'the run before ends a little late',
      given: {
        workloads: [cronJob(), job({ createdMs: ago(240) }, NIGHTLY)],
        events: [ALREADY_ACTIVE],
      },
      found: [],
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
