// One service that changes while one watches: what was recorded of it, at its own pace, again and again.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ObjectStore } from '../fake-apiserver/types.ts';
import { applyTo, type PlayedEvent, play, stateAt, wholeSecond } from '../zoo/player.ts';
import type { ManifestObject } from '../zoo/scenario.ts';
import { playOn, type RecordedScenario } from './world.ts';

/** Serves, gets an image that does not exist, and gets the good one back. */
export const liveScenarioName = 'goes-bad-and-recovers';

/** So long a round shows what is well, before its first change. */
const leadMs = 10_000;
/** And after its last, so that one sees it has recovered. */
const pauseMs = 15_000;

/** What somebody does to the service, and when. */
export interface Act {
  readonly atMs: number;
  readonly sentence: string;
}

/** One round: what there is when it begins, what happens in it, and what is left over at its end. */
export interface Round {
  /** Everything that happened before, in order. */
  readonly past: readonly PlayedEvent[];
  /** What is left of the past when the round begins. */
  readonly opening: readonly PlayedEvent[];
  readonly rest: readonly PlayedEvent[];
  readonly acts: readonly Act[];
  /** Made in the round and still there at its end: the next one begins without. */
  readonly leftOver: readonly PlayedEvent[];
  readonly endMs: number;
}

const withImages = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
    }),
  }),
});

function sentenceOf(object: ManifestObject): string {
  const { kind, metadata } = object;
  const parsed = withImages.safeParse(object);
  if (!parsed.success) return `${kind}/${metadata.name} is changed`;
  const images = parsed.data.spec.template.spec.containers.map(({ image }) => image);
  return `${kind}/${metadata.name} gets the image ${images.join(', ')}`;
}

/** The recording moved so that its first change comes shortly after `nowMs`. Refuses one that changes nothing. */
export function roundOf({ scenario, recording }: RecordedScenario, nowMs: number): Round {
  const [, firstChange] = scenario.steps;
  if (firstChange === undefined) throw new Error(`${scenario.name} has no second step to watch`);
  const startMs = wholeSecond(nowMs + leadMs - firstChange.afterMs);
  const events = play([{ recording, startMs }]);
  const opening = stateAt(events, nowMs);
  const present = new Set(opening.map(({ object }) => object.metadata.uid));
  return {
    past: events.filter(({ atMs }) => atMs <= nowMs),
    opening,
    rest: events.filter(({ atMs }) => atMs > nowMs),
    acts: scenario.steps
      .slice(1)
      .flatMap(({ afterMs, objects }) =>
        objects.map((object) => ({ atMs: startMs + afterMs, sentence: sentenceOf(object) })),
      ),
    leftOver: stateAt(events).filter(({ object }) => !present.has(object.metadata.uid)),
    endMs: startMs + recording.header.durationMs + pauseMs,
  };
}

type Store = Pick<ObjectStore, 'put' | 'remove'>;

function beginAgain(store: Store, round: Round): void {
  for (const event of round.opening) applyTo(store, { ...event, type: 'MODIFIED' });
  for (const event of round.leftOver) applyTo(store, { ...event, type: 'DELETED' });
}

async function tellActs(
  acts: readonly Act[],
  onAct: (act: Act) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const act of acts) {
    await sleep(Math.max(0, act.atMs - Date.now()), undefined, { signal });
    onAct(act);
  }
}

/** Plays round after round until the signal; the first one's past is in the store already. */
export async function playStory(
  store: Store,
  recorded: RecordedScenario,
  { first, onAct, signal }: { first: Round; onAct: (act: Act) => void; signal: AbortSignal },
): Promise<never> {
  for (let round = first; ; round = roundOf(recorded, round.endMs)) {
    if (round !== first) beginAgain(store, round);
    await Promise.all([
      playOn(store, round.rest, signal),
      tellActs(round.acts, onAct, signal),
      sleep(Math.max(0, round.endMs - Date.now()), undefined, { signal }),
    ]);
  }
}
