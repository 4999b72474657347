// Restarts the product at every instant of a recording: what it knew by heart is gone, what it wrote is still there.
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { seconds } from './describe.ts';
import { type PlayedEvent, type Playing, play, stateAt, wholeSecond } from './player.ts';
import type { Judgement, Pipeline } from './replay.ts';

export interface RestartablePipeline extends Pipeline {
  /** A successor that has listed these objects, and the reports that this one has written. */
  restarted(facts: readonly PlayedEvent[]): Pipeline;
}

function isSame(one: ServiceHealthStatus, other: ServiceHealthStatus | undefined): boolean {
  return one.health === other?.health && (one.topIssue ?? '') === (other?.topIssue ?? '');
}

function differencesAt(
  before: ReadonlyMap<string, Judgement>,
  after: ReadonlyMap<string, Judgement>,
  at: string,
): readonly string[] {
  return [...before].flatMap(([key, { status }]) => {
    const later = after.get(key)?.status;
    if (isSame(status, later)) return [];
    const words = `${status.health} "${status.topIssue ?? ''}"`;
    const other = `${later?.health} "${later?.topIssue ?? ''}"`;
    return [`${key}: a restart at ${at.trim()} makes ${other} of ${words}`];
  });
}

/** Every change of word or top issue that only a restart brings about. */
export function differencesOfRestart(
  pipeline: RestartablePipeline,
  playing: Playing,
): readonly string[] {
  const startMs = wholeSecond(playing.startMs);
  const events = play([playing]);
  const instants = [...new Set(events.map(({ atMs }) => atMs))];
  return instants.flatMap((nowMs) => {
    for (const { resource, type, object } of events.filter(({ atMs }) => atMs === nowMs)) {
      pipeline.feed(resource, type, object, nowMs);
    }
    const before = pipeline.judge(nowMs);
    const successor = pipeline.restarted(stateAt(events, nowMs));
    return differencesAt(before, successor.judge(nowMs), seconds(nowMs - startMs));
  });
}
