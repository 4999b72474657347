// What the CronJob itself adds to what its Jobs, pods and events say.
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/classify/catalogue.ts';
import { classify } from '../../../src/classify/classify.ts';
import unclassified from '../../../src/classify/rules/unclassified.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { cronJob, job } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, event, jobPod } from '../../../src/classify/support/examples.ts';
import type { ServicePod, ServiceSnapshot } from '../../../src/facts/index.ts';

const rules = await loadCatalogue();
const OWNER = { kind: 'CronJob', name: 'nightly' };

/** A run that failed so many seconds ago. */
function failedRun(name: string, seconds: number, reason = 'BackoffLimitExceeded') {
  const failure = condition('Failed', 'True', { reason, message: 'why', sinceMs: ago(seconds) });
  const facts = { createdMs: ago(seconds + 20), conditions: [failure], active: 0, failed: 1 };
  return job({ name, uid: `uid-${name}`, ...facts }, OWNER);
}

function placed(servicePod: ServicePod): ServicePod {
  return { ...servicePod, workload: OWNER };
}

function said(world: Partial<ServiceSnapshot>): readonly string[] {
  return classify(exampleSnapshot(world), rules).map(({ rule, finding }) => {
    const { kind, name } = finding.subject.workload;
    return `${kind}/${name} ${rule.code} ${finding.state} ×${finding.count}`;
  });
}

describe('a failed run', () => {
  test.each([
    {
      name: 'is said once',
      workloads: [cronJob(), failedRun('nightly-1', 600)],
      expected: ['CronJob/nightly CronJobLastRunFailed active ×1'],
    },
    {
      name: 'that has another cause is told beside it, and put under it later',
      workloads: [cronJob(), failedRun('nightly-1', 600, 'DeadlineExceeded')],
      expected: [
        'CronJob/nightly CronJobLastRunFailed active ×1',
        'CronJob/nightly JobDeadlineExceeded active ×1',
      ],
    },
    {
      name: 'for a reason that nobody knows yet is told in the words of Kubernetes',
      workloads: [cronJob(), failedRun('nightly-1', 600, 'SomethingNew')],
      expected: [
        'CronJob/nightly CronJobLastRunFailed active ×1',
        'CronJob/nightly Unclassified active ×1',
      ],
    },
    {
      name: 'is history after a success whose Job is not kept',
      workloads: [cronJob({ lastSuccessMs: ago(600) }), failedRun('nightly-1', 600)],
      expected: ['CronJob/nightly JobBackoffLimitExceeded recovered ×7'],
    },
    {
      name: 'is none of the last success of another CronJob',
      workloads: [
        cronJob({ name: 'hourly', lastSuccessMs: ago(10) }),
        cronJob(),
        failedRun('nightly-1', 600),
      ],
      expected: ['CronJob/nightly CronJobLastRunFailed active ×1'],
    },
    {
      name: 'counts those before it, as many as are kept',
      workloads: [
        cronJob({ failedHistoryLimit: 2, lastSuccessMs: ago(9000) }),
        ...[600, 1200, 1800].map((seconds) => failedRun(`nightly-${seconds}`, seconds)),
      ],
      expected: ['CronJob/nightly CronJobLastRunFailed active ×2'],
    },
    {
      name: 'does not count those before the last success',
      workloads: [
        cronJob({ failedHistoryLimit: 5, lastSuccessMs: ago(1000) }),
        ...[600, 1200, 1800].map((seconds) => failedRun(`nightly-${seconds}`, seconds)),
      ],
      expected: ['CronJob/nightly CronJobLastRunFailed active ×1'],
    },
  ])('$name', ({ workloads, expected }) => {
    expect(said({ workloads })).toEqual(expected);
  });
});

describe('a CronJob whose Jobs were refused', () => {
  const refused = event('FailedCreate', 'Error creating job: no', {
    lastMs: ago(100),
    involved: { kind: 'CronJob', name: 'nightly', uid: 'uid-nightly', container: '' },
  });

  test.each([
    { name: 'cannot run', pods: [], expected: ['FailedCreate'] },
    {
      name: 'cannot run, whatever ran before',
      pods: [placed(jobPod({ createdMs: ago(200) }))],
      expected: ['FailedCreate'],
    },
    { name: 'has run since', pods: [placed(jobPod({ createdMs: ago(50) }))], expected: [] },
  ])('$name', ({ pods, expected }) => {
    const world = exampleSnapshot({ workloads: [cronJob()], pods, events: [refused] });
    expect(unclassified.classify(world).map(({ reason }) => reason)).toEqual(expected);
  });
});
