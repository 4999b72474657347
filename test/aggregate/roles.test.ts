// Workloads of one role stand in for each other: which role is it, and what do they make of the word together?
import { describe, expect, test } from 'vitest';
import type { WorkloadGroup } from '../../src/aggregate/groups.ts';
import { type AssessedWorkload, pool, roleOf, serviceWord } from '../../src/aggregate/roles.ts';
import type { Assessment } from '../../src/aggregate/workload-health.ts';
import type { HealthWord } from '../../src/api/health.ts';
import { front } from '../../src/classify/support/example-routes.ts';
import { THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import { cronJob, deployment, job } from '../../src/classify/support/example-workloads.ts';
import { pod } from '../../src/classify/support/examples.ts';
import type { NetworkServiceFact, ServiceWorkload } from '../../src/facts/index.ts';

function group({ workload, root }: ServiceWorkload, facts: Partial<WorkloadGroup> = {}) {
  return { reference: root, fact: workload, children: [], pods: [], ...facts };
}

function labelled(...labels: readonly (readonly [string, string])[]): WorkloadGroup {
  return group(deployment({ templateLabels: new Map(labels) }));
}

const WEB = ['app', 'web'] as const;
const BARE: Partial<WorkloadGroup> = {
  reference: { kind: 'Pod', name: 'tool' },
  fact: undefined,
};

describe('the role of a workload', () => {
  const services = [front({ name: 'z' }), front({ name: 'a' })];

  test.each<[string, string, WorkloadGroup, readonly NetworkServiceFact[]]>([
    [
      'is its component',
      'front',
      labelled(WEB, ['app.kubernetes.io/component', 'front']),
      services,
    ],
    ['is the first Service by name that selects it', 'a', labelled(WEB), services],
    [
      'where the component is empty, too',
      'a',
      labelled(WEB, ['app.kubernetes.io/component', '']),
      services,
    ],
    ['is none where no Service selects it', '', labelled(['app', 'api']), services],
    [
      'is that of its pods where it is not watched',
      'a',
      group(deployment(), { ...BARE, pods: [pod()] }),
      services,
    ],
    [
      'is none where nothing is known of it',
      '',
      group(deployment(), BARE),
      [front({ selector: new Map() })],
    ],
    ['of a Job is the Job', 'Job/migrate', group(job()), services],
    ['of a CronJob is the CronJob', 'CronJob/nightly', group(cronJob()), services],
  ])('%s', (_, wanted, it, networkServices) => {
    expect(roleOf(it, networkServices)).toBe(wanted);
  });
});

const WELL: Assessment = {
  desired: 2,
  available: 2,
  hasError: false,
  isPastBudget: false,
  isInFlight: false,
};

function assessed(
  workload: ServiceWorkload,
  facts: Partial<Assessment>,
  word: HealthWord = 'Healthy',
): AssessedWorkload {
  return { group: group(workload), role: '', assessment: { ...WELL, ...facts }, word };
}

test.each<[string, Partial<Assessment>, Partial<Assessment>]>([
  ['are added up', {}, { desired: 4, available: 4 }],
  ['have the error of one', { hasError: true }, { desired: 4, available: 4, hasError: true }],
  [
    'are late when one is',
    { isPastBudget: true },
    { desired: 4, available: 4, isPastBudget: true },
  ],
  [
    'are in flight when one is',
    { isInFlight: true },
    { desired: 4, available: 4, isInFlight: true },
  ],
])('two workloads of one role %s', (_, facts, wanted) => {
  const one = assessed(deployment(), {});
  const other = assessed(deployment({ name: 'canary' }), facts);
  const sum = { ...WELL, ...wanted };
  expect([...pool([one, other])]).toEqual([['', sum]]);
  expect([...pool([other, one])]).toEqual([['', sum]]);
});

describe('the word of a service', () => {
  const serving = assessed(deployment(), {});
  const idle = assessed(deployment(), { desired: 0, available: 0 }, 'Suspended');
  function run(word: HealthWord) {
    return assessed(job(), { word }, word);
  }
  function cron(word: HealthWord) {
    return assessed(cronJob(), { word }, word);
  }

  test.each<[string, HealthWord, readonly AssessedWorkload[]]>([
    ['is unknown without workloads', 'Unknown', []],
    ['is Degraded when a Job fails beside what serves', 'Degraded', [serving, run('Unhealthy')]],
    ['and when a CronJob does', 'Degraded', [serving, cron('Unhealthy')]],
    [
      'is Unhealthy when it fails beside what is scaled to zero',
      'Unhealthy',
      [idle, run('Unhealthy')],
    ],
    ['is not moved by a Job that runs', 'Healthy', [serving, run('Progressing')]],
    ['but by one that runs alone', 'Progressing', [idle, run('Progressing')]],
    ['is Progressing when a CronJob says so', 'Progressing', [serving, cron('Progressing')]],
    ['is that of a Job that is done', 'Healthy', [run('Healthy')]],
    ['is Suspended when nothing is to run', 'Suspended', [idle, run('Suspended')]],
  ])('%s', (_, wanted, workloads) => {
    expect(serviceWord(workloads, THRESHOLDS)).toBe(wanted);
  });
});
