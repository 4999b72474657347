import { expect, test } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { ExpectedStep, Scenario } from '../zoo/scenario.ts';
import { loadScenario } from '../zoo/scenario.ts';
import { Collector } from './collector.ts';
import { liveComplaints, liveSteps, notYet, withoutConsequences } from './live.ts';

type Times = readonly [notBefore: number, by: number];

function step([notBefore, by]: Times): ExpectedStep {
  return { notBefore, by, health: ['Healthy'], via: [], diagnoses: [], exact: false };
}

function live(steps: readonly Times[], thresholds: Record<string, number> = {}): readonly Times[] {
  const how = { run: true, always: true, slack: 3, thresholds };
  return liveSteps(steps.map(step), how).map(({ notBefore, by }) => [notBefore, by]);
}

test.each<readonly [claim: string, steps: readonly Times[], expected: readonly Times[]]>([
  ['a step has three times as long', [[0, 5_000]], [[0, 15_000]]],
  [
    'a later step begins no earlier than recorded, but for the second that objects cut off',
    [
      [0, 5_000],
      [60_000, 70_000],
    ],
    [
      [0, 15_000],
      [59_000, 210_000],
    ],
  ],
  [
    'a step that may still be on its way does not hold',
    [
      [0, 5_000],
      [10_000, 20_000],
    ],
    [
      [0, 15_000],
      [15_000, 60_000],
    ],
  ],
  ['a step that is due at once has five seconds more', [[0, 1_000]], [[0, 6_000]]],
])('%s', (_claim, steps, expected) => {
  expect(live(steps)).toEqual(expected);
});

test('a shortened wait may end earlier than recorded', () => {
  const steps: readonly Times[] = [
    [0, 2_000],
    [118_000, 130_000],
  ];
  expect(live(steps, { startupGraceSeconds: 30 })).toEqual([
    [0, 7_000],
    [7_000, 390_000],
  ]);
});

/** Everything that was ever said of the only service of a scenario. */
function collected(
  scenario: Scenario,
  ...said: readonly (readonly [number, ServiceHealthStatus])[]
) {
  const collector = new Collector([scenario.namespace]);
  const name = scenario.expected.services[0]?.name ?? '';
  for (const [atMs, status] of said) {
    const { namespace } = scenario;
    collector.reports.push({
      atMs,
      type: 'MODIFIED',
      namespace,
      name,
      resourceVersion: '1',
      status,
    });
  }
  return collector;
}

const nothingMore = { fromMs: 0, toMs: 0 };

test('what comes after the end of all promises is not judged', () => {
  const scenario = loadScenario('scheduler-missing');
  const one = { scenario, startMs: 0, stretch: nothingMore };
  const starting = { health: 'Progressing', topIssue: '' } as const;
  const late = { health: 'Unhealthy', topIssue: 'NoScheduler' } as const;
  const collector = collected(scenario, [100, starting], [300_000, late]);
  expect(liveComplaints(collector, one, 150_000)).toEqual([]);
  const broken = liveComplaints(collector, one, 280_000);
  expect(liveComplaints(collector, one, 600_000)).toEqual(broken);
  expect(broken.join()).toMatch(/NoScheduler/);
  expect(notYet(collector, one)).toEqual([]);
});

test('after an outage a fault may be told without what follows from it, but not another fault', () => {
  const scenario = loadScenario('stateful-set-blocked-on-ordinal');
  const one = { scenario, startMs: 0, stretch: nothingMore };
  function told(code: string): ServiceHealthStatus {
    const field = 'status.containerStatuses[app].state';
    const evidence = [{ object: 'Pod/stateful-set-blocked-on-ordinal-1', field, value: 'x' }];
    const workloads = [`StatefulSet/${scenario.name}`];
    const affected = { pods: 1, workloads, containers: ['app'] };
    const weight = { severity: 'error', state: 'active', confidence: 'confirmed' } as const;
    const text = { reason: 'Error', title: code, explanation: code };
    const diagnosis = { id: '1', code, ...text, ...weight, affected, evidence };
    return { health: 'Degraded', topIssue: code, diagnoses: [diagnosis] };
  }
  const starting = { health: 'Progressing', topIssue: '' } as const;
  const same = collected(scenario, [100, starting], [8_000, told('AppError')]);
  expect(liveComplaints(same, withoutConsequences(one), 300_000)).toEqual([]);
  expect(liveComplaints(same, one, 300_000)).not.toEqual([]);
  const other = collected(scenario, [100, starting], [8_000, told('OOMKilled')]);
  expect(liveComplaints(other, withoutConsequences(one), 300_000)).not.toEqual([]);
});
