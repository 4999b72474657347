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

/** Pods that turn: the last turn is all that a dump has, and by that alone they have just come back, or are well. */
const WITHOUT_TURNS: ReadonlyMap<string, Told> = new Map([
  ['readiness-flaps', ['Progressing']],
  ['readiness-flaps-each-10s', ['Healthy']],
]);

test.each([...WITHOUT_TURNS])('%s without what came before', (name, wanted) => {
  const recording = loadRecording(loadScenario(name));
  const playing = { recording, startMs: Date.parse(recording.header.recordedAt) };
  expect([...analysisSays(playing, false).values()]).toEqual([wanted]);
});

test.each(scenarioNames().filter((name) => !WITHOUT_TURNS.has(name)))('%s', (name) => {
  const scenario = loadScenario(name);
  const recording = loadRecording(scenario);
  const playing = { recording, startMs: Date.parse(recording.header.recordedAt) };
  const isComplete = scenario.expected.needsHistory === undefined;
  const analysed = analysisSays(playing, isComplete);
  const operated = [...operatorSays(playing, isComplete)];
  // Of what is left at least the word is the same.
  const comparable = operated.filter(([service]) => isComplete || analysed.has(service));
  expect(analysed).toEqual(new Map(comparable));
});
