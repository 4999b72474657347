import { expect, test } from 'vitest';
import { job } from '../../../src/classify/support/example-workloads.ts';
import { isSameLineage } from '../../../src/classify/support/job-lineage.ts';
import type { WorkloadReference } from '../../../src/facts/index.ts';

function jobNamed(name: string, root?: WorkloadReference) {
  const { workload, root: top } = job({ name }, root);
  if (workload.kind !== 'Job') throw new Error('job() makes Jobs');
  return { workload, root: top };
}

test.each([
  ['migrate-1.4.2', 'migrate-1.4.3', true],
  ['migrate-v1', 'migrate-v2', true],
  ['migrate-20261122', 'migrate-20261123', true],
  ['migrate-x7k2q', 'migrate-bcdfg', true],
  ['migrate', 'migrate-2', true],
  ['shop-db-migrate-a1b2c3d', 'shop-db-migrate-d4e5f6a', true],
  ['migrate-up', 'migrate-down', false],
  ['migrate-1', 'report-1', false],
  ['s3-sync', 's3-clean', false],
])('%s and %s are runs of the same work: %s', (one, other, isSame) => {
  expect(isSameLineage(jobNamed(one), jobNamed(other))).toBe(isSame);
});

test('a Job of a CronJob and one that only has a similar name are not', () => {
  const run = jobNamed('nightly-29385', { kind: 'CronJob', name: 'nightly' });
  expect(isSameLineage(run, jobNamed('nightly-1'))).toBe(false);
});

test('nor is one that has the name of the CronJob', () => {
  const run = jobNamed('nightly-29385', { kind: 'CronJob', name: 'nightly' });
  expect(isSameLineage(run, jobNamed('nightly'))).toBe(false);
});

test('runs of one CronJob are, whatever their names', () => {
  const root = { kind: 'CronJob', name: 'nightly' };
  expect(isSameLineage(jobNamed('nightly-1', root), jobNamed('by-hand', root))).toBe(true);
});
