import { expect, test } from 'vitest';
import { suspendedReport } from '../../src/aggregate/suspended.ts';
import type { Report } from '../../src/aggregate/types.ts';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { ago, NOW } from '../../src/classify/support/examples.ts';
import type { ReportMemory } from '../../src/facts/index.ts';
import { readyPod, report, unreadyPod } from './world.ts';

const NOTHING: ReportMemory = {
  health: '',
  diagnoses: [],
  conditions: [],
  transitions: [],
  events: [],
};
const pods = [readyPod('web-1'), unreadyPod('web-2', 3_600)];
const workloads = [deployment({ desired: 2 })];

function suspended(memory: ReportMemory): Report {
  return suspendedReport(report({ pods, workloads, memory }), { memory, nowMs: NOW });
}

test('a suspended report counts pods and says nothing of them', () => {
  const { health, topIssue, issues, diagnoses, pods: counts } = suspended(NOTHING);
  expect({ health, topIssue, issues, diagnoses, counts }).toStrictEqual({
    health: 'Unknown',
    topIssue: '',
    issues: 0,
    diagnoses: [],
    counts: { desired: 2, ready: 1, failing: 0, pending: 0, restarting: 0, terminating: 0 },
  });
});

test('it judges no workload either', () => {
  expect(suspended(NOTHING).workloads).toStrictEqual([]);
});

test('what it says of the service is unknown; the report itself is ready and complete', () => {
  const said = suspended(NOTHING).conditions.map(({ type, status, reason }) => [
    type,
    status,
    reason,
  ]);
  expect(said).toStrictEqual([
    ['Ready', 'True', 'ReportCurrent'],
    ['Healthy', 'Unknown', 'ReportSuspended'],
    ['Available', 'Unknown', 'ReportSuspended'],
    ['RolloutComplete', 'Unknown', 'ReportSuspended'],
    ['DataComplete', 'True', 'AllSourcesLive'],
    ['Reconciling', 'False', 'ReportCurrent'],
    ['Stalled', 'False', 'ReportCurrent'],
  ]);
});

test.each([
  { name: 'a first report has no transition', memory: NOTHING, sinceMs: NOW, transitions: [] },
  {
    name: 'being suspended is one transition',
    memory: { ...NOTHING, health: 'Degraded', healthSinceMs: ago(60) },
    sinceMs: NOW,
    transitions: [{ timeMs: NOW, from: 'Degraded', to: 'Unknown', reason: 'ReportSuspended' }],
  },
  {
    name: 'staying suspended is none, and the word keeps its time',
    memory: { ...NOTHING, health: 'Unknown', healthSinceMs: ago(60) },
    sinceMs: ago(60),
    transitions: [],
  },
])('$name', ({ memory, sinceMs, transitions }) => {
  const { healthSinceMs, transitions: said } = suspended(memory);
  expect([healthSinceMs, said]).toStrictEqual([sinceMs, transitions]);
});

test('a condition that stays unknown keeps its time', () => {
  const healthy = { type: 'Healthy', status: 'Unknown', reason: 'x', sinceMs: ago(60) };
  const available = { ...healthy, type: 'Available', status: 'True' };
  const times = suspended({ ...NOTHING, conditions: [healthy, available] }).conditions.map(
    ({ type, changedMs }) => [type, changedMs],
  );
  expect(times.slice(1, 3)).toStrictEqual([
    ['Healthy', ago(60)],
    ['Available', NOW],
  ]);
});
