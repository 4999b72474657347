import { expect, test } from 'vitest';
import { SERVICE_NAME_ANNOTATION } from '../../src/api/constants.ts';
import { loadScenario } from '../zoo/scenario.ts';
import { isComplete, judgeReports, readReports, refuseUnknownService } from './verdict.ts';

const scenarios = [loadScenario('healthy'), loadScenario('scaled-to-zero')];

function report(namespace: string, name: string, status?: object) {
  const metadata = { namespace, name };
  return { apiVersion: 'servicehealth.dev/v1alpha1', kind: 'ServiceHealth', metadata, status };
}

const healthy = report('zoo-healthy', 'healthy-shop', { health: 'Healthy', topIssue: '' });
const suspended = report('zoo-scaled-to-zero', 'scaled-to-zero', { health: 'Suspended' });

test('what is told as promised has no complaint', () => {
  expect(judgeReports(scenarios, readReports([healthy, suspended]))).toEqual({
    services: 2,
    asExpected: 2,
    complaints: [],
  });
});

const wrong: readonly (readonly [what: string, items: readonly unknown[], complaint: RegExp])[] = [
  [
    'another word',
    [healthy, report('zoo-scaled-to-zero', 'scaled-to-zero', { health: 'Unhealthy' })],
    /^zoo-scaled-to-zero\/scaled-to-zero: health\n/,
  ],
  [
    'another top issue',
    [report('zoo-healthy', 'healthy-shop', { health: 'Healthy', topIssue: 'AppError' }), suspended],
    /^zoo-healthy\/healthy-shop: topIssue\n/,
  ],
  ['a service without a report', [healthy], /^zoo-scaled-to-zero\/scaled-to-zero: health\n/],
  [
    'a service too many',
    [healthy, suspended, report('zoo-healthy', 'stranger', { health: 'Healthy' })],
    /^zoo-healthy\/stranger: nobody expects this service$/,
  ],
];

test.each(wrong)('%s is the only complaint', (_, items, complaint) => {
  const { complaints } = judgeReports(scenarios, readReports(items));
  expect(complaints).toEqual([expect.stringMatching(complaint)]);
});

test('a service is known by its name, not by that of its object', () => {
  const item = report('shop', 'web-1a2b', { health: 'Healthy' });
  const annotations = { [SERVICE_NAME_ANNOTATION]: 'Web' };
  const named = { ...item, metadata: { ...item.metadata, annotations } };
  expect([...readReports([named]).keys()]).toEqual(['shop/Web']);
});

test('an object without a word yet is no answer', () => {
  expect(isComplete(scenarios, readReports([healthy, suspended]))).toBe(true);
  const silent = report('zoo-scaled-to-zero', 'scaled-to-zero');
  expect(isComplete(scenarios, readReports([healthy, silent]))).toBe(false);
});

test('a service that there is not is refused with those that there are', () => {
  const known = 'zoo-healthy/healthy-shop, zoo-scaled-to-zero/scaled-to-zero';
  expect(() => refuseUnknownService({ namespace: 'a', name: 'b' }, scenarios)).toThrow(
    `There is no service a/b; there are ${known}.`,
  );
});
