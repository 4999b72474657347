// How long after the first failing status the right answer was there: what somebody who watches the report waits for.
import { z } from 'zod';
import { differences } from '../zoo/match.ts';
import type { RecordedObject } from '../zoo/recording.ts';
import type { Saying } from '../zoo/replay.ts';
import type { ExpectedStep, Scenario } from '../zoo/scenario.ts';
import { showsFault } from './failing.ts';
import { isSubject } from './service-objects.ts';

/** One version of an object, on the same clock as the sayings. */
export interface Delivery {
  readonly atMs: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: RecordedObject;
}

/** What happened to a scenario and what was said of its services, in a live run or in a replay. */
export interface Happened {
  readonly deliveries: readonly Delivery[];
  readonly sayingsOf: (service: string) => readonly Saying[];
}

export interface Told {
  readonly scenario: string;
  readonly service: string;
  /** Undefined: nothing that failed was delivered, as of a pod that nobody ever looks at. */
  readonly failingMs: number | undefined;
  /** Undefined: the right answer never came. */
  readonly answerMs: number | undefined;
}

/** Says that something is wrong: with the word, or with a diagnosis that counts. */
function namesFault({ health, diagnoses }: ExpectedStep): boolean {
  const isBad = health.every((word) => word === 'Degraded' || word === 'Unhealthy');
  return isBad || diagnoses.some((it) => it.state === 'active' && it.severity !== 'info');
}

const aboutSchema = z.looseObject({
  involvedObject: z.looseObject({ uid: z.string().default('') }).prefault({}),
});

/** Of a scenario with one service everything belongs to it: its claims and autoscalers have no labels to go by. */
function ofService(
  { expected }: Scenario,
  service: string,
  deliveries: readonly Delivery[],
): readonly Delivery[] {
  if (expected.services.length === 1) return deliveries;
  const subjects = deliveries.filter(({ object }) => isSubject(service, object));
  const uids = new Set(subjects.map(({ object }) => object.metadata.uid));
  return deliveries.filter(({ object }) => {
    const { involvedObject } = aboutSchema.parse(object);
    return uids.has(object.metadata.uid) || uids.has(involvedObject.uid);
  });
}

/** Of each service that is to be called faulty: the first of its steps that does so has the right answer. */
export function toldOf(scenario: Scenario, happened: Happened): readonly Told[] {
  if (scenario.expected.quiet) return [];
  return scenario.expected.services.flatMap(({ name: service, steps }) => {
    const right = steps.find(namesFault);
    if (right === undefined) return [];
    const first = ofService(scenario, service, happened.deliveries).find(({ type, object }) => {
      return type !== 'DELETED' && showsFault(object);
    });
    const answer = happened
      .sayingsOf(service)
      .find(({ status }) => differences(right, status).length === 0);
    const instants = { failingMs: first?.atMs, answerMs: answer?.atMs };
    return [{ scenario: scenario.name, service, ...instants }];
  });
}

/** The operator's watch and the collector's are told at the same time, and either may be the first to get to it. */
const RACE_MS = 1_000;

/** Undefined also when the answer did not wait for the failing status. */
export function tookMs({ failingMs, answerMs }: Told): number | undefined {
  if (failingMs === undefined || answerMs === undefined) return undefined;
  return answerMs < failingMs - RACE_MS ? undefined : Math.max(0, answerMs - failingMs);
}

/** Services whose fault was delivered and never told. */
export function untold(told: readonly Told[]): readonly string[] {
  return told
    .filter(({ failingMs, answerMs }) => failingMs !== undefined && answerMs === undefined)
    .map(nameOf);
}

function nameOf({ scenario, service }: Told): string {
  return scenario === service ? scenario : `${scenario} (${service})`;
}

interface Row {
  readonly name: string;
  readonly ms: number;
  readonly recordedMs: number | undefined;
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '-' : (ms / 1000).toFixed(1);
}

/** The middle one, or half way between the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

function rowsOf(told: readonly Told[], recorded: readonly Told[]): readonly Row[] {
  const inRecording = new Map(recorded.map((one) => [nameOf(one), tookMs(one)]));
  const rows = told.flatMap((one) => {
    const ms = tookMs(one);
    const name = nameOf(one);
    return ms === undefined ? [] : [{ name, ms, recordedMs: inRecording.get(name) }];
  });
  return rows.toSorted((one, other) => other.ms - one.ms);
}

function namesLine(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];
}

/** Slowest first. `recorded` is the same of the recordings, whose replay takes no time of its own. */
export function describeTold(told: readonly Told[], recorded: readonly Told[]): string {
  const rows = rowsOf(told, recorded);
  const worst = rows[0];
  const middle = median(rows.map(({ ms }) => ms));
  const width = Math.max(8, ...rows.map(({ name }) => name.length));
  const silent = told.filter((one) => one.answerMs !== undefined && tookMs(one) === undefined);
  const summary =
    worst === undefined
      ? 'no fault was delivered and told'
      : `${rows.length} faults: median ${seconds(middle)} s, worst ${seconds(worst.ms)} s (${worst.name})`;
  return [
    'Seconds from the first failing status to the right answer, waits of the rules included',
    `${'scenario'.padEnd(width)} ${'live'.padStart(8)} ${'recorded'.padStart(9)}`,
    ...rows.map(({ name, ms, recordedMs }) => {
      const cells = `${seconds(ms).padStart(8)} ${seconds(recordedMs).padStart(9)}`;
      return `${name.padEnd(width)} ${cells}`;
    }),
    summary,
    ...namesLine('told, with no failing status to count from', silent.map(nameOf)),
    ...namesLine('never told', untold(told)),
  ].join('\n');
}
