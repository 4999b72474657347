// Runs recordings through a pipeline in virtual time and writes down every answer that differs from the one before.
import { isDeepStrictEqual } from 'node:util';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { type EventType, type PlayedEvent, type Playing, play, wholeSecond } from './player.ts';

export interface Judgement {
  readonly status: ServiceHealthStatus;
  /** When the answer may change though no fact comes; absent when only a fact can change it. */
  readonly nextLookMs?: number;
}

/** The product as a replay sees it: facts go in, one status per service comes out. */
export interface Pipeline {
  /** `resource` is "v1/pods", "apps/v1/deployments"; the object is as the API server sends it. */
  feed(resource: string, type: EventType, object: unknown, nowMs: number): void;
  /** By "namespace/name of the service"; every service there is. */
  judge(nowMs: number): ReadonlyMap<string, Judgement>;
}

/** Announced: looks at facts and at announced instants only. Every second: also at each whole second between. */
export type Pace = 'announced' | 'every second';

/** What was said of a service from one instant on. `status` is missing when it was no longer mentioned. */
export interface Saying {
  readonly atMs: number;
  readonly status?: ServiceHealthStatus;
}

export interface Replayed {
  /** Where the answers' instants are counted from. */
  readonly startMs: number;
  readonly endMs: number;
  /** By "namespace/name"; each list begins with the first answer, and neighbours differ. */
  readonly sayings: ReadonlyMap<string, readonly Saying[]>;
}

/** All scenarios together need a tenth of it: more means that the pipeline announces itself into a loop. */
const maxLooks = 50_000;

/** The content that makes a write necessary: instants that only say "seen again" do not. */
function contentOf(status: ServiceHealthStatus): ServiceHealthStatus {
  const { reportTime: _, events: ___, diagnoses, ...rest } = status;
  if (diagnoses === undefined) return rest;
  const lasting = diagnoses.map(({ lastSeenTime: __, ...diagnosis }) => diagnosis);
  return { ...rest, diagnoses: lasting };
}

/** Remembers what was said, and when it has to be looked at again. */
class Listener {
  readonly sayings = new Map<string, Saying[]>();
  nextLookMs = Number.POSITIVE_INFINITY;
  #looks = 0;

  hear(answers: ReadonlyMap<string, Judgement>, nowMs: number): void {
    this.#looks += 1;
    if (this.#looks > maxLooks) throw new Error(`looked ${maxLooks} times by ${nowMs} ms: a loop`);
    this.nextLookMs = Number.POSITIVE_INFINITY;
    for (const [key, { status, nextLookMs }] of answers) {
      this.#note(key, { atMs: nowMs, status: contentOf(status) });
      if (nextLookMs !== undefined) this.#expect(key, nextLookMs, nowMs);
    }
    for (const key of this.sayings.keys()) {
      if (!answers.has(key)) this.#note(key, { atMs: nowMs });
    }
  }

  #note(key: string, saying: Saying): void {
    const said = this.sayings.get(key) ?? [];
    this.sayings.set(key, said);
    const last = said.at(-1);
    if (last === undefined || !isDeepStrictEqual(last.status, saying.status)) said.push(saying);
  }

  #expect(key: string, lookMs: number, nowMs: number): void {
    if (lookMs <= nowMs)
      throw new Error(`${key} announces ${lookMs} at ${nowMs}: not in the future`);
    this.nextLookMs = Math.min(this.nextLookMs, Math.ceil(lookMs));
  }
}

/** The next whole second, or never. */
function nextTick(pace: Pace, nowMs: number): number {
  return pace === 'every second' ? wholeSecond(nowMs) + 1000 : Number.POSITIVE_INFINITY;
}

function feedUntil(pipeline: Pipeline, waiting: PlayedEvent[], nowMs: number): void {
  for (let event = waiting[0]; event !== undefined && event.atMs <= nowMs; event = waiting[0]) {
    pipeline.feed(event.resource, event.type, event.object, nowMs);
    waiting.shift();
  }
}

/** Facts of one instant are fed together; then the pipeline is asked once. */
export function replay(pipeline: Pipeline, playings: readonly Playing[], pace: Pace): Replayed {
  const starts = playings.map(({ startMs }) => wholeSecond(startMs));
  const ends = playings.map(({ recording }, index) => {
    return (starts[index] ?? 0) + recording.header.durationMs;
  });
  const startMs = Math.min(...starts);
  const endMs = Math.max(...ends);
  const waiting = [...play(playings)];
  const listener = new Listener();
  let nowMs = startMs;
  while (nowMs <= endMs) {
    feedUntil(pipeline, waiting, nowMs);
    listener.hear(pipeline.judge(nowMs), nowMs);
    const nextFactMs = waiting[0]?.atMs ?? Number.POSITIVE_INFINITY;
    nowMs = Math.min(nextFactMs, listener.nextLookMs, nextTick(pace, nowMs));
  }
  return { startMs, endMs, sayings: listener.sayings };
}
