// What a scenario promises of a live run, from what it promises of its replay: the same answers, with slack.
import { type Case, complaintsOf } from '../zoo/assertions.ts';
import { describeFact, seconds } from '../zoo/describe.ts';
import { describeStatus, differences } from '../zoo/match.ts';
import type { RecordedEvent, Recording } from '../zoo/recording.ts';
import type {
  ExpectedDiagnosis,
  ExpectedService,
  ExpectedStep,
  Scenario,
} from '../zoo/scenario.ts';
import { describeWrites } from './changes.ts';
import type { Collector } from './collector.ts';
import { type Told, toldOf } from './time-to-answer.ts';
import type { Stretch } from './write-count.ts';

export interface LiveScenario {
  readonly scenario: Scenario;
  readonly startMs: number;
  /** In which its writes are counted; empty when they are not. */
  readonly stretch: Stretch;
  /** When it had to make room for others; nothing is asked of it from then on. */
  removedMs?: number;
}

type Live = Scenario['expected']['live'];

/** Until kubectl has started, read the manifest and found the server, on two busy cores. */
const leastSlackMs = 5_000;

/**
 * Objects tell instants in whole seconds, cut off. A recording begins with a whole second and a live run does not, so that
 * what has waited for its time is told up to a second earlier.
 */
const cutMs = 1_000;

function withSlack({ by }: ExpectedStep, { slack }: Live): number {
  return Math.max(by * slack, by + leastSlackMs);
}

/** Each `by` with slack; a step may begin when the one before may still be on its way. */
export function liveSteps(steps: readonly ExpectedStep[], live: Live): readonly ExpectedStep[] {
  const isShortened = Object.keys(live.thresholds).length > 0;
  return steps.map((step, index) => {
    const before = steps[index - 1];
    const reached = before === undefined ? 0 : withSlack(before, live);
    const notBefore = isShortened ? reached : Math.max(step.notBefore - cutMs, reached);
    return { ...step, notBefore, by: withSlack(step, live) };
  });
}

function liveService(service: ExpectedService, live: Live): ExpectedService {
  return { ...service, steps: [...liveSteps(service.steps, live)] };
}

/** When the last promise of a scenario has to be kept. */
export function lastPromiseMs({
  scenario,
  startMs,
}: Pick<LiveScenario, 'scenario' | 'startMs'>): number {
  const { services, live } = scenario.expected;
  const ends = services.flatMap((service) => liveSteps(service.steps, live).map(({ by }) => by));
  return startMs + Math.max(...ends);
}

function recordedEvents(collector: Collector, live: LiveScenario): readonly RecordedEvent[] {
  return collector.factsOf(live.scenario.namespace).map(({ atMs, type, object }) => {
    return { t: Math.max(0, atMs - live.startMs), type, object };
  });
}

/** As if it were a recording: what the watches delivered, on the scenario's own clock. */
function recordingOf(collector: Collector, live: LiveScenario, endMs: number): Recording {
  const header = {
    clusterVersion: live.scenario.expected.clusterVersion,
    recordedAt: `${new Date(live.startMs).toISOString().slice(0, 19)}Z`,
    durationMs: endMs,
    manifestHash: live.scenario.manifestHash,
    sha256: '',
  };
  return { header, events: recordedEvents(collector, live) };
}

function caseOf(
  collector: Collector,
  live: LiveScenario,
  service: ExpectedService,
  endMs: number,
): Case {
  const { name, namespace, expected } = live.scenario;
  const said = collector.sayingsOf(namespace, service.name);
  return {
    scenario: name,
    expected: liveService(service, expected.live),
    quiet: expected.quiet,
    sayings: said
      .map((saying) => ({ ...saying, atMs: Math.max(0, saying.atMs - live.startMs) }))
      .filter(({ atMs }) => atMs <= endMs),
    endMs,
    recording: recordingOf(collector, live, endMs),
  };
}

/** Whether nothing is promised of it any more. */
function isOver({ scenario, startMs }: LiveScenario, nowMs: number): boolean {
  const { until } = scenario.expected.live;
  return until !== undefined && nowMs - startMs >= until;
}

/** One paragraph per promise that was not kept until `nowMs`. */
export function liveComplaints(
  collector: Collector,
  live: LiveScenario,
  nowMs: number,
): readonly string[] {
  const { services, live: how } = live.scenario.expected;
  const endMs = Math.min(nowMs - live.startMs, how.until ?? Number.POSITIVE_INFINITY);
  return services.flatMap((service) => complaintsOf(caseOf(collector, live, service, endMs)));
}

function withoutItsOwn(diagnosis: ExpectedDiagnosis): ExpectedDiagnosis {
  const { consequences: _, ...rest } = diagnosis;
  return rest;
}

/**
 * The same scenario without what follows from its faults: controllers say that by conditions, and an API server that was
 * away makes them begin their deadlines anew.
 */
export function withoutConsequences(live: LiveScenario): LiveScenario {
  const { expected } = live.scenario;
  const services = expected.services.map((service) => ({
    ...service,
    steps: service.steps.map((step) => ({
      ...step,
      diagnoses: step.diagnoses.map(withoutItsOwn),
    })),
  }));
  return { ...live, scenario: { ...live.scenario, expected: { ...expected, services } } };
}

/** When its faults were seen and told. */
export function liveAnswers(collector: Collector, { scenario }: LiveScenario): readonly Told[] {
  const { namespace } = scenario;
  return toldOf(scenario, {
    deliveries: collector.factsOf(namespace),
    sayingsOf: (service) => collector.sayingsOf(namespace, service),
  });
}

/** Whether each of its services has a word. */
export function hasAnswered(collector: Collector, { scenario }: LiveScenario): boolean {
  const { namespace, expected } = scenario;
  return expected.services.every(({ name }) => collector.sayingsOf(namespace, name).length > 0);
}

/** Why the newest answers are not the last expected ones; empty when they are. */
export function notYet(collector: Collector, live: LiveScenario): readonly string[] {
  const { scenario } = live;
  if (isOver(live, Date.now())) return [];
  return scenario.expected.services.flatMap(({ name, steps }) => {
    const status = collector.sayingsOf(scenario.namespace, name).at(-1)?.status;
    const last = steps.at(-1);
    if (last === undefined || differences(last, status).length === 0) return [];
    return [`${name} (${status?.health ?? 'nothing said'}, wants ${last.health.join(' or ')})`];
  });
}

/** Facts and answers of one scenario in one list, for whoever has to find out why. */
export function timelineOf(collector: Collector, live: LiveScenario): string {
  const { scenario, startMs } = live;
  const facts = recordedEvents(collector, live).map((event) => {
    return { t: event.t, line: describeFact(event) };
  });
  const answers = scenario.expected.services.flatMap(({ name }) =>
    collector.sayingsOf(scenario.namespace, name).map(({ atMs, status }) => {
      const t = Math.max(0, atMs - startMs);
      return { t, line: `${seconds(t)}  SAID     ${name}: ${describeStatus(status)}` };
    }),
  );
  const lines = [...facts, ...answers].toSorted((one, other) => one.t - other.t);
  const writes = scenario.expected.services.flatMap(({ name }) => [
    '',
    `Writes of ${name}, and what they changed`,
    ...describeWrites(collector.reportsOf(scenario.namespace, name), startMs),
  ]);
  return `${[scenario.expected.says, ...lines.map(({ line }) => line), ...writes].join('\n')}\n`;
}
