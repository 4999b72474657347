// The product's promise: every recording, through the whole pipeline, in virtual time.
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { liveSteps } from '../e2e/live.ts';
import { casesOf, complaintsOf, differencesOfPace } from './assertions.ts';
import { createPipeline } from './pipeline.ts';
import type { Recording } from './recording.ts';
import { type Pace, type Replayed, replay } from './replay.ts';
import { loadRecording, loadScenario, type Scenario, scenarioNames } from './scenario.ts';

/** Any instant but that of the recordings, so that a forgotten timestamp is found. */
const startMs = Date.parse('2031-03-30T00:59:30Z');

const rules = await loadCatalogue();

function run(recording: Recording, pace: Pace): Replayed {
  const pipeline = createPipeline({ rules, isEager: pace === 'every second' });
  return replay(pipeline, [{ recording, startMs }], pace);
}

const recorded = scenarioNames().map((name) => {
  const scenario = loadScenario(name);
  const recording = loadRecording(scenario);
  return { name, scenario, recording, announced: run(recording, 'announced') };
});

describe.each(recorded)('$name', ({ announced, ...one }) => {
  test('is told as promised', () => {
    const cases = casesOf(one.scenario, one.recording, announced);
    expect(cases.flatMap(complaintsOf).join('\n\n')).toBe('');
  });

  test('is told without a service too many', () => {
    const services = one.scenario.expected.services.map(({ name }) => name);
    const expected = services.map((name) => `${one.scenario.namespace}/${name}`);
    expect([...announced.sayings.keys()].toSorted()).toEqual(expected.toSorted());
  });

  test('is told anew only at facts and announced instants', () => {
    const everySecond = run(one.recording, 'every second');
    expect(differencesOfPace(announced, everySecond).join('\n\n')).toBe('');
  });
});

/** The promise of a live run, which has more patience. */
function liveScenario(scenario: Scenario): Scenario {
  const { live } = scenario.expected;
  const services = scenario.expected.services.map((service) => {
    return { ...service, steps: [...liveSteps(service.steps, live)] };
  });
  return { ...scenario, expected: { ...scenario.expected, services } };
}

// Patience for one step must not eat the time of the next: what really happened would then be a broken promise.
test.each(recorded.filter(({ scenario }) => scenario.expected.live.run))(
  '$name is told as promised to a live run, too',
  ({ scenario, recording, announced }) => {
    const cases = casesOf(liveScenario(scenario), recording, announced);
    expect(cases.flatMap(complaintsOf).join('\n\n')).toBe('');
  },
);

/** Seconds on an idle machine; a busy one may take several times as long. */
const togetherPatienceMs = 120_000;

/** Of a pod that no node takes is told what all nodes offer, and together these are those of every scenario. */
function asksAllNodes({ events }: Recording): boolean {
  return events.some(
    ({ object }) => object.kind === 'Pod' && JSON.stringify(object).includes('"Unschedulable"'),
  );
}

/** As if no other service had the same trouble: together, many have. */
function runAlone(recordings: readonly Recording[]): Replayed {
  const pipeline = createPipeline({ rules, isEager: false, isAlone: true });
  const playings = recordings.map((recording) => ({ recording, startMs }));
  return replay(pipeline, playings, 'announced');
}

test('all at once, each is told as alone', { timeout: togetherPatienceMs }, () => {
  const together = runAlone(recorded.map(({ recording }) => recording));
  const independent = recorded.filter(({ recording }) => !asksAllNodes(recording));
  expect(independent.length).toBeGreaterThan(recorded.length / 2);
  for (const { scenario, recording, announced } of independent) {
    const hasNeighbours = scenario.expected.services.length > 1;
    const alone = hasNeighbours ? runAlone([recording]) : announced;
    const meanwhile = [...alone.sayings].map(([key]) => {
      const said = together.sayings.get(key) ?? [];
      return [key, said.filter(({ atMs }) => atMs <= alone.endMs)];
    });
    expect(meanwhile).toEqual([...alone.sayings]);
  }
});
