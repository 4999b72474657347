// A dump of what a scenario ended with is told like the scenario itself.
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze/analyze.ts';
import { SERVICE_NAME_ANNOTATION } from '../../src/api/constants.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { parseSettings } from '../../src/config.ts';
import { createPipeline } from '../zoo/pipeline.ts';
import { type Playing, play, stateAt } from '../zoo/player.ts';
import { replay } from '../zoo/replay.ts';
import { loadRecording, loadScenario, scenarioNames } from '../zoo/scenario.ts';

const rules = await loadCatalogue();
const parsed = parseSettings([], {});
if (parsed.kind !== 'run') throw new Error('the defaults are no settings');
const { settings } = parsed;

/** Of these a part of the answer is only in the reports that the operator wrote before: the containers are not compared. */
const NEEDS_HISTORY: ReadonlySet<string> = new Set([
  // The pod of a Job that restarts in place is deleted with its last try.
  'job-out-of-memory-in-place',
]);

type Told = readonly [word: string | undefined, ...problems: string[]];

/** The word, and each active problem with its workload and containers. */
function told(status: ServiceHealthStatus | undefined, hasContainers: boolean): Told {
  const active = (status?.diagnoses ?? []).filter(({ state }) => state === 'active');
  const problems = active.map(({ code, affected }) => {
    const containers = hasContainers ? (affected?.containers ?? []) : [];
    return [code, ...(affected?.workloads ?? []), ...containers].join(' ');
  });
  return [status?.health, ...problems.toSorted()];
}

function operatorSays(playing: Playing, hasContainers: boolean): ReadonlyMap<string, Told> {
  const pipeline = createPipeline({ rules, isEager: false });
  const { sayings } = replay(pipeline, [playing], 'announced');
  return new Map(
    [...sayings].map(([service, said]) => [service, told(said.at(-1)?.status, hasContainers)]),
  );
}

function analysisSays(playing: Playing, hasContainers: boolean): ReadonlyMap<string, Told> {
  const objects = stateAt(play([playing])).map(({ object }) => object);
  const nowMs = playing.startMs + playing.recording.header.durationMs;
  const { reports } = analyze(objects, { rules, settings, nowMs });
  return new Map(
    reports.map(({ metadata: { namespace, annotations = {} }, status }) => {
      return [`${namespace}/${annotations[SERVICE_NAME_ANNOTATION]}`, told(status, hasContainers)];
    }),
  );
}

test.each(scenarioNames())('%s', (name) => {
  const scenario = loadScenario(name);
  const recording = loadRecording(scenario);
  const playing = { recording, startMs: Date.parse(recording.header.recordedAt) };
  const hasContainers = !NEEDS_HISTORY.has(name);
  expect(analysisSays(playing, hasContainers)).toEqual(operatorSays(playing, hasContainers));
});
