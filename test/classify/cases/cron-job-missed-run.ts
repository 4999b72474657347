import { cronJob, cronJobEvent, job } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const NIGHTLY = { kind: 'CronJob', name: 'nightly' };
const already = cronJobEvent(
  'JobAlreadyActive',
  'Not starting job because prior execution is running',
);

export default [
  {
    name: 'it was too late to start one',
    given: {
      workloads: [cronJob()],
      events: [cronJobEvent('MissSchedule', 'Missed scheduled time to start a job: now')],
    },
    found: [{ confidence: 'confirmed', reason: 'MissSchedule' }],
  },
  {
    name: 'the run before has ended: the one that waited is started then',
    given: {
      workloads: [cronJob(), job({ createdMs: ago(1800), active: 0, succeeded: 1 }, NIGHTLY)],
      events: [already],
    },
    found: [],
  },
  {
    name: 'a Job of somebody else goes on',
    given: { workloads: [cronJob(), job({ createdMs: ago(1800) })], events: [already] },
    found: [],
  },
  {
    name: 'the run that goes on was started after the event',
    given: {
      workloads: [cronJob(), job({ createdMs: ago(660) }, NIGHTLY)],
      events: [{ ...already, firstMs: ago(700), lastMs: ago(700) }],
    },
    found: [],
  },
  {
    name: 'the run before began in the second of the event',
    given: {
      workloads: [cronJob(), job({ createdMs: ago(700) }, NIGHTLY)],
      events: [{ ...already, firstMs: ago(700), lastMs: ago(700) }],
    },
    found: [{ confidence: 'confirmed', reason: 'JobAlreadyActive' }],
  },
  {
    name: 'who allows no overlap waits for ten minutes, and not for more',
    given: { workloads: [cronJob(), job({ createdMs: ago(599) }, NIGHTLY)], events: [already] },
    found: [],
  },
  {
    name: 'after ten minutes the run that waits is missed',
    given: { workloads: [cronJob(), job({ createdMs: ago(600) }, NIGHTLY)], events: [already] },
    found: [{ confidence: 'confirmed', reason: 'JobAlreadyActive' }],
  },
] satisfies Cases;
