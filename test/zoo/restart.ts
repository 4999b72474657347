// Restarts the product at every instant of a recording: what it knew by heart is gone, what it wrote is still there.
import { isDeepStrictEqual } from 'node:util';
import { canonicalStatus } from '../../src/api/canonical.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { seconds } from './describe.ts';
import { type PlayedEvent, type Playing, play, stateAt, wholeSecond } from './player.ts';
import type { Judgement, Pipeline } from './replay.ts';

export interface RestartablePipeline extends Pipeline {
  /** A successor that has listed these objects, and the reports that this one has written. */
  restarted(facts: readonly PlayedEvent[]): Pipeline;
  /** The same, when each report has just been written once more as a sign of life. */
  restartedAfterHeartbeat(facts: readonly PlayedEvent[], nowMs: number): Pipeline;
}

/** What is there at one instant of a recording. */
interface Instant {
  readonly nowMs: number;
  readonly at: string;
  readonly said: ReadonlyMap<string, Judgement>;
  readonly facts: readonly PlayedEvent[];
}

function* instantsOf(
  pipeline: RestartablePipeline,
  playing: Playing,
  pace: 'facts' | 'facts and ticks',
): Generator<Instant> {
  const startMs = wholeSecond(playing.startMs);
  const events = play([playing]);
  const factual = events.map(({ atMs }) => atMs);
  const ticks = pace === 'facts' ? [] : ticksOf(startMs, playing.recording.header.durationMs);
  const byInstant = Map.groupBy(events, ({ atMs }) => atMs);
  for (const nowMs of [...new Set([...factual, ...ticks])].toSorted((one, two) => one - two)) {
    for (const { resource, type, object } of byInstant.get(nowMs) ?? []) {
      pipeline.feed(resource, type, object, nowMs);
    }
    const said = new Map(pipeline.judge(nowMs));
    yield { nowMs, at: seconds(nowMs - startMs).trim(), said, facts: stateAt(events, nowMs) };
  }
}

/** Between two facts answers turn too. Each second would take many times as long and has told nothing more. */
const tickMs = 15_000;

function ticksOf(startMs: number, durationMs: number): readonly number[] {
  const ticks = Math.ceil(durationMs / tickMs);
  return Array.from({ length: ticks }, (_, tick) => startMs + tick * tickMs);
}

function isSame(one: ServiceHealthStatus, other: ServiceHealthStatus | undefined): boolean {
  return one.health === other?.health && (one.topIssue ?? '') === (other?.topIssue ?? '');
}

function differencesAt({ said, at }: Instant, after: Instant['said']): readonly string[] {
  return [...said].flatMap(([key, { status }]) => {
    const later = after.get(key)?.status;
    if (isSame(status, later)) return [];
    const words = `${status.health} "${status.topIssue ?? ''}"`;
    const other = `${later?.health} "${later?.topIssue ?? ''}"`;
    return [`${key}: a restart at ${at} makes ${other} of ${words}`];
  });
}

/** Every change of word or top issue that only a restart brings about. */
export function differencesOfRestart(
  pipeline: RestartablePipeline,
  playing: Playing,
): readonly string[] {
  const differences: string[] = [];
  for (const instant of instantsOf(pipeline, playing, 'facts')) {
    const successor = pipeline.restarted(instant.facts);
    differences.push(...differencesAt(instant, successor.judge(instant.nowMs)));
  }
  return differences;
}

/** One value of a report that a restart changes. */
export interface ContentDifference {
  readonly at: string;
  readonly service: string;
  /** Diagnoses go by their code: "diagnoses.LivenessKill.evidence". */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Every value of a report that changes when the product restarts and all Events have expired. The report has just been
 * written: an Event that expired was last seen an hour ago, and since then there has been a sign of life.
 */
export function differencesWithoutEvents(
  pipeline: RestartablePipeline,
  playing: Playing,
): readonly ContentDifference[] {
  const differences: ContentDifference[] = [];
  for (const instant of instantsOf(pipeline, playing, 'facts and ticks')) {
    const facts = instant.facts.filter(({ resource }) => resource !== 'v1/events');
    const successor = pipeline.restartedAfterHeartbeat(facts, instant.nowMs);
    differences.push(...contentDifferences(instant, successor.judge(instant.nowMs)));
  }
  return differences;
}

function contentDifferences(
  { said, at }: Instant,
  later: Instant['said'],
): readonly ContentDifference[] {
  return [...said].flatMap(([service, { status }]) => {
    const before = contentsOf(status);
    const after = contentsOf(later.get(service)?.status);
    const paths = new Set([...before.keys(), ...after.keys()]);
    return [...paths]
      .filter((path) => !isDeepStrictEqual(before.get(path), after.get(path)))
      .map((path) => ({ at, service, path, before: before.get(path), after: after.get(path) }));
  });
}

function contentsOf(status: ServiceHealthStatus | undefined): ReadonlyMap<string, unknown> {
  const contents = new Map<string, unknown>();
  const content: ServiceHealthStatus = JSON.parse(canonicalStatus(status));
  const { diagnoses = [], ...rest } = content;
  for (const [name, value] of Object.entries(rest)) contents.set(name, value);
  contents.set(
    'diagnoses',
    diagnoses.map(({ id }) => id),
  );
  for (const diagnosis of diagnoses) {
    for (const [name, value] of Object.entries(diagnosis)) {
      contents.set(`diagnoses.${diagnosis.code}.${name}`, value);
    }
  }
  return contents;
}
