import { job } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { WorkloadReference } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const CRON = { kind: 'CronJob', name: 'nightly' };

/** The run of CronJob nightly that goes on. */
function running(seconds: number) {
  return job({ startedMs: ago(seconds) }, CRON);
}

/** A run of yesterday that took so many seconds. */
function earlier(name: string, seconds: number, root: WorkloadReference = CRON) {
  const times = { startedMs: ago(90_000), completedMs: ago(90_000 - seconds) };
  return job({ name, uid: name, active: 0, ...times }, root);
}

export default [
  {
    name: 'a second less than half a day',
    given: { workloads: [job({ startedMs: ago(12 * 3600 - 1) })] },
    found: [],
  },
  {
    name: 'without an earlier run half a day is the measure',
    given: { workloads: [job({ startedMs: ago(12 * 3600) })] },
    found: [
      {
        confidence: 'likely',
        reason: 'Running',
        details: { comparison: 'though it was started more than twelve hours ago' },
      },
    ],
  },
  {
    name: 'three times the longest run before is too long',
    given: { workloads: [running(9000), earlier('n-1', 60), earlier('n-2', 3000)] },
    found: [
      {
        confidence: 'likely',
        reason: 'Running',
        details: { comparison: 'and has taken more than three times as long as its earlier runs' },
      },
    ],
  },
  {
    name: 'a second less than that is not',
    given: { workloads: [running(8999), earlier('n-1', 60), earlier('n-2', 3000)] },
    found: [],
  },
  {
    name: 'an hour of what takes a minute',
    given: { workloads: [running(3600), earlier('n-1', 60)] },
    found: [{ confidence: 'likely', reason: 'Running' }],
  },
  {
    name: 'a second less than an hour is never long',
    given: { workloads: [running(3599), earlier('n-1', 60)] },
    found: [],
  },
  {
    name: 'how long the runs of others take says nothing',
    given: {
      workloads: [
        running(7200),
        earlier('n-1', 60, { kind: 'CronJob', name: 'hourly' }),
        earlier('n-2', 60, { kind: 'Workflow', name: 'nightly' }),
      ],
    },
    found: [],
  },
  {
    name: 'what is suspended does not run',
    given: { workloads: [job({ startedMs: ago(90_000), suspended: true })] },
    found: [],
  },
] satisfies Cases;
