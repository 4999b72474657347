// Nodes that are silent for as long as an outage of the API server makes them change nothing that is said.
import { expect, test } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from './pipeline.ts';
import { type PlayedEvent, play, stateAt } from './player.ts';
import type { Pipeline } from './replay.ts';
import { loadRecording, loadScenario, scenarioNames } from './scenario.ts';
import { silence } from './silent-nodes.ts';

const startMs = Date.parse('2031-03-30T00:59:30Z');
const settlingMs = 10_000;
/** The longest that was measured is 95 s. */
const silentMs = 115_000;
const stepMs = 5_000;
const afterwardsMs = 60_000;
const rules = await loadCatalogue();

/** All that a reader would notice. */
function told(status: ServiceHealthStatus): readonly string[] {
  const problems = (status.diagnoses ?? []).map(
    ({ code, state, severity, affected, consequences }) =>
      [
        code,
        state,
        severity,
        ...(affected?.workloads ?? []),
        ...(affected?.containers ?? []),
        `(${(consequences ?? []).join(', ')})`,
      ].join(' '),
  );
  const rollouts = (status.workloads ?? []).map(({ name, rollout = '' }) => `${name} ${rollout}`);
  return [`${status.health} ${status.topIssue}`, ...problems.toSorted(), ...rollouts];
}

function feed(pipeline: Pipeline, events: readonly PlayedEvent[], nowMs: number): void {
  for (const { resource, type, object } of events) pipeline.feed(resource, type, object, nowMs);
}

function lines(pipeline: Pipeline, nowMs: number): readonly string[] {
  return [...pipeline.judge(nowMs)].flatMap(([service, { status }]) =>
    told(status).map((line) => `${service}: ${line}`),
  );
}

test.each(scenarioNames())('%s', (name) => {
  const recording = loadRecording(loadScenario(name));
  const events = play([{ recording, startMs }]);
  const world = stateAt(events);
  const undisturbed = createPipeline({ rules, isEager: true });
  const disturbed = createPipeline({ rules, isEager: true });
  const endMs = startMs + recording.header.durationMs;
  const fromMs = endMs + settlingMs;
  const toMs = fromMs + silentMs;
  const { falls, returns } = silence(world, { fromMs, toMs });
  const differences: string[] = [];
  for (const event of events) {
    feed(undisturbed, [event], event.atMs);
    feed(disturbed, [event], event.atMs);
  }
  for (let nowMs = endMs; nowMs <= toMs + afterwardsMs; nowMs += stepMs) {
    if (nowMs === fromMs) feed(disturbed, falls, nowMs);
    if (nowMs === toMs) feed(disturbed, returns, nowMs);
    const expected = lines(undisturbed, nowMs);
    const said = lines(disturbed, nowMs);
    const second = (nowMs - fromMs) / 1000;
    differences.push(
      ...said.filter((line) => !expected.includes(line)).map((line) => `${second} s: + ${line}`),
      ...expected.filter((line) => !said.includes(line)).map((line) => `${second} s: - ${line}`),
    );
  }
  expect(differences.slice(0, 12)).toEqual([]);
});
