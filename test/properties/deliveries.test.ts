// For any interleaving, duplication and loss of a recording's events, a final relist brings the result of a fresh
// computation that is given the previous report, the finished runs that are known, and what exists.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { createPipeline, type RelistablePipeline } from '../zoo/pipeline.ts';
import type { PlayedEvent } from '../zoo/player.ts';
import type { Judgement } from '../zoo/replay.ts';
import { type Delivered, delivered, rules } from './deliveries.ts';
import { timeoutMs, tried } from './settings.ts';

/** Feeds what was delivered; time is that of the newest event so far, so that looks never go back. */
function live(pipeline: RelistablePipeline, { deliveries }: Delivered): void {
  let nowMs = 0;
  for (const { event, isFollowedByLook } of deliveries) {
    nowMs = Math.max(nowMs, event.atMs);
    pipeline.feed(event.resource, event.type, event.object, nowMs);
    if (isFollowedByLook) pipeline.judge(nowMs);
  }
}

/** Loses every watch and lists everything anew, the kinds in any order. */
function relist(pipeline: RelistablePipeline, state: readonly PlayedEvent[], dice: Dice): void {
  const order = pipeline.resources
    .map((resource) => ({ resource, place: dice.next().value }))
    .toSorted((one, other) => one.place - other.place);
  pipeline.relist(
    state,
    order.map(({ resource }) => resource),
  );
}

type Dice = fc.Stream<number>;
const dice: fc.Arbitrary<Dice> = fc.infiniteStream(fc.nat());
const laterSeconds = fc.nat({ max: 900 });

type Contents = Readonly<Record<string, unknown>>;

function contents(said: ReadonlyMap<string, Judgement>): Contents {
  const reports = [...said].map(([key, { status }]) => [key, JSON.parse(canonicalStatus(status))]);
  return Object.fromEntries(reports);
}

/** Without `count`: Events that are only counted, and not quoted, are not kept. */
function countless(said: ReadonlyMap<string, Judgement>): Contents {
  const reports = [...said].map(([key, { status }]) => {
    const diagnoses = status.diagnoses?.map((diagnosis) => ({ ...diagnosis, count: 0 }));
    return [key, JSON.parse(canonicalStatus({ ...status, diagnoses }))];
  });
  return Object.fromEntries(reports);
}

test(
  'whatever became of the events, after a relist the report is as a fresh one',
  () => {
    const property = fc.property(delivered, laterSeconds, dice, (world, seconds, places) => {
      const pipeline = createPipeline({ rules, isEager: false });
      live(pipeline, world);
      relist(pipeline, world.state, places);
      const nowMs = world.lastMs + seconds * 1_000;
      const fresh = pipeline.informed(world.state).judge(nowMs);
      expect(contents(pipeline.judge(nowMs))).toEqual(contents(fresh));
    });
    fc.assert(property, tried(250));
  },
  timeoutMs,
);

test(
  'and when all Events have expired, the report keeps what it rests on',
  () => {
    const property = fc.property(delivered, laterSeconds, dice, (world, seconds, places) => {
      const pipeline = createPipeline({ rules, isEager: false });
      live(pipeline, world);
      const state = world.state.filter(({ resource }) => resource !== 'v1/events');
      relist(pipeline, state, places);
      const nowMs = world.lastMs + seconds * 1_000;
      const said = countless(pipeline.judge(nowMs));
      const fresh = pipeline.informedAfterHeartbeat(state, nowMs).judge(nowMs);
      expect(said).toEqual(countless(fresh));
    });
    fc.assert(property, tried(150));
  },
  timeoutMs,
);
