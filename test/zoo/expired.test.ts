// An Event that expires takes no diagnosis with it: after a restart without any Event the same is told and proven.
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from './pipeline.ts';
import { differencesWithoutEvents } from './restart.ts';
import { loadRecording, loadScenario, scenarioNames } from './scenario.ts';

const startMs = Date.parse('2031-03-30T00:59:30Z');
const rules = await loadCatalogue();

/**
 * Refused pods, each with its code: the condition is quoted, and the Events beside it only count the tries. What only
 * counts is not kept.
 */
const COUNTED_BY_EVENTS: ReadonlyMap<string, string> = new Map([
  ['admission-policy-denied', 'AdmissionPolicyDenied'],
  ['limit-range-violation', 'LimitRangeViolation'],
  ['pod-security-violation', 'PodSecurityViolation'],
  ['pod-template-invalid', 'PodTemplateInvalid'],
  ['priority-class-missing', 'PriorityClassMissing'],
  ['quota-exceeded', 'QuotaExceeded'],
  ['runtime-class-missing', 'RuntimeClassMissing'],
  ['service-account-missing', 'ServiceAccountMissing'],
  ['webhook-denied', 'WebhookDenied'],
  ['webhook-unreachable', 'WebhookUnreachable'],
]);

function knownDifferences(name: string): readonly string[] {
  const code = COUNTED_BY_EVENTS.get(name);
  return code === undefined ? [] : [`diagnoses.${code}.count`];
}

test.each(scenarioNames())('%s is told and proven the same when all Events are gone', (name) => {
  const pipeline = createPipeline({ rules, isEager: true });
  const playing = { recording: loadRecording(loadScenario(name)), startMs };
  const differences = differencesWithoutEvents(pipeline, playing);
  const known = knownDifferences(name);
  expect(differences.filter(({ path }) => !known.includes(path))).toEqual([]);
  expect(known.filter((path) => !differences.some((it) => it.path === path))).toEqual([]);
});
