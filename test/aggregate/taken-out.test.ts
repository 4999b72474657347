// A pod that a finding takes out does not serve, though it says that it is ready.
import { expect, test } from 'vitest';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import type { Finding } from '../../src/classify/types.ts';
import { found, readyPod, report, rule } from './world.ts';

const world = {
  workloads: [deployment({ desired: 2, replicas: 2, updatedReplicas: 2 })],
  pods: [readyPod('web-1'), readyPod('web-2')],
};

function judged(facts: Partial<Finding>, pod = 'web-1') {
  const { rule: by, finding } = found(rule('Turns', { severity: 'error' }), { pod });
  const { health, podsReady } = readyText(
    report(world, [{ rule: by, finding: { ...finding, ...facts } }]),
  );
  return `${health}, ${podsReady}`;
}

function readyText({ health, pods: { ready, desired } }: ReturnType<typeof report>) {
  return { health, podsReady: `${ready} of ${desired}` };
}

test.each<readonly [string, Partial<Finding>, string]>([
  ['it does not serve', { takesPodOut: true }, 'Degraded, 1 of 2'],
  ['another finding leaves it in', {}, 'Degraded, 2 of 2'],
  ['history leaves it in', { takesPodOut: true, state: 'recovered' }, 'Healthy, 2 of 2'],
])('%s', (_, facts, wanted) => {
  expect(judged(facts)).toBe(wanted);
});

test('a pod of another name stays in', () => {
  expect(judged({ takesPodOut: true }, 'web-9')).toBe('Degraded, 2 of 2');
});
