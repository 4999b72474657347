// When logs are read: what the reports want, newest first, a service after the other, and not faster than is decent.

import type { EpochMs, LogCaptureFact, PodFact, ServiceKey, WantedLog } from '../facts/index.ts';
import type { KubeClient } from '../kube/client.ts';
import { type FetchedLog, fetchLog } from '../kube/logs.ts';
import { TokenBucket } from '../kube/token-bucket.ts';
import type { Timers } from '../kube/types.ts';
import { fetchFailure } from './fetch-failure.ts';
import { isOfRun, type LogPlace, logPlace } from './log-place.ts';
import { readFetched } from './read-fetched.ts';
import { WantedShelf } from './wanted-shelf.ts';

/** What a collector is made of. */
export interface LogCollectorOptions {
  readonly client: Pick<KubeClient, 'stream'>;
  readonly timers: Timers;
  readonly epochNow: () => EpochMs;
  /** As the index has it now; undefined when it is gone. */
  readonly podOf: (uid: string) => PodFact | undefined;
  readonly onCapture: (capture: LogCaptureFact) => void;
  /** False while no role allows it. */
  readonly mayRead: (namespace: string) => boolean;
  /** Told of each refusal. */
  readonly onRefused: () => void;
}

/** What one service wants. */
export interface LogRequest {
  readonly wanted: readonly WantedLog[];
  /** Of one excerpt. */
  readonly maxLines: number;
}

/** Each is a connection to a node through the API server. */
const MAX_IN_FLIGHT = 5;
const PER_SECOND = 10;
/** One after the other: a second never sees more than eleven. */
const BURST = 1;

interface Shelf {
  readonly namespace: string;
  readonly wanted: WantedShelf;
  maxLines: number;
  /** Number of its last one; 0 before it had any. */
  turn: number;
}

interface Turn {
  readonly shelf: Shelf;
  readonly log: WantedLog;
}

/** What became of one fetch. */
type Outcome = 'done' | 'again' | 'paused';

/** Reads logs while it is switched on. Looks tell it each time all that they want; what they do not repeat is dropped. */
export class LogCollector {
  readonly #options: LogCollectorOptions;
  readonly #bucket: TokenBucket;
  /** By service. */
  readonly #shelves = new Map<string, Shelf>();
  readonly #underWay = new Set<Promise<void>>();
  #abort: AbortController | undefined;
  #turns = 0;
  #pausedUntilMs = -Infinity;
  #cancelWake: (() => void) | undefined;

  constructor(options: LogCollectorOptions) {
    this.#options = options;
    this.#bucket = new TokenBucket({ perSecond: PER_SECOND, burst: BURST }, options.timers.now());
  }

  /** Services that wait for a log, and fetches under way. */
  get counts(): { readonly waiting: number; readonly underWay: number } {
    return { waiting: this.#shelves.size, underWay: this.#underWay.size };
  }

  /** Reads from now on. A standby is never started. */
  start(): void {
    this.#abort ??= new AbortController();
    this.#pump();
  }

  /** Ends what is under way; what is wanted stays known, and may change, until `start`. */
  async stop(): Promise<void> {
    this.#abort?.abort(new Error('stopped'));
    this.#abort = undefined;
    this.#cancelWake?.();
    await Promise.all(this.#underWay);
  }

  /** Takes the place of what the service wanted before; nothing wanted ends its entry. */
  want(service: ServiceKey, { wanted, maxLines }: LogRequest): void {
    const id = `${service.namespace}/${service.name}`;
    const known = this.#shelves.get(id);
    if (known === undefined && wanted.length === 0) return;
    const { namespace } = service;
    const shelf = known ?? { namespace, wanted: new WantedShelf(), maxLines, turn: 0 };
    shelf.maxLines = maxLines;
    shelf.wanted.replace(wanted);
    if (shelf.wanted.isEmpty) this.#shelves.delete(id);
    else this.#shelves.set(id, shelf);
    this.#pump();
  }

  /** Something has changed in what may be read. */
  wake(): void {
    this.#pump();
  }

  #pump(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    const { timers } = this.#options;
    while (this.#abort !== undefined && this.#underWay.size < MAX_IN_FLIGHT) {
      const nowMs = timers.now();
      const pauseMs = Math.max(this.#pausedUntilMs - nowMs, this.#bucket.waitMs(nowMs));
      const next = pauseMs > 0 ? { waitMs: pauseMs } : this.#next(nowMs);
      if (next.take === undefined) {
        if (next.waitMs < Infinity && this.#shelves.size > 0) {
          this.#cancelWake = timers.after(next.waitMs, () => this.#pump());
        }
        return;
      }
      this.#begin(next.take.shelf, next.take.log, this.#abort.signal);
    }
  }

  /** The newest of the service whose last turn is longest ago; one that had none comes first. */
  #next(nowMs: number): { readonly take?: Turn; readonly waitMs: number } {
    let soonestMs = Infinity;
    let take: Turn | undefined;
    for (const shelf of this.#shelves.values()) {
      if (!this.#options.mayRead(shelf.namespace)) continue;
      const { log, waitMs } = shelf.wanted.next(nowMs);
      soonestMs = Math.min(soonestMs, waitMs);
      if (log === undefined) continue;
      if (take === undefined || shelf.turn < take.shelf.turn) take = { shelf, log };
    }
    return { ...(take && { take }), waitMs: soonestMs };
  }

  #begin(shelf: Shelf, log: WantedLog, signal: AbortSignal): void {
    this.#bucket.take(this.#options.timers.now());
    this.#turns += 1;
    shelf.turn = this.#turns;
    shelf.wanted.begin(log);
    const work = this.#finish(shelf, log, signal);
    this.#underWay.add(work);
    void work.finally(() => {
      this.#underWay.delete(work);
      this.#pump();
    });
  }

  async #finish(shelf: Shelf, log: WantedLog, signal: AbortSignal): Promise<void> {
    const outcome = await this.#attempt(shelf, log, signal);
    shelf.wanted.end(log, outcome, this.#options.timers.now());
  }

  async #attempt(shelf: Shelf, log: WantedLog, signal: AbortSignal): Promise<Outcome> {
    try {
      return await this.#read(shelf, log, signal);
    } catch (error) {
      if (signal.aborted) return 'paused';
      return this.#failed(error);
    }
  }

  async #read(shelf: Shelf, log: WantedLog, signal: AbortSignal): Promise<Outcome> {
    const { client, timers, podOf } = this.#options;
    const { namespace, maxLines } = shelf;
    const { pod, container, podUid } = log;
    const place = logPlace(podOf(podUid), log);
    // The next look says what is wanted instead.
    if (place === undefined) return 'done';
    const target = { namespace, pod, container, previous: place === 'previous' };
    const onRequest = (): void => this.#bucket.take(timers.now());
    const fetched = await fetchLog(target, { client, signal, onRequest });
    // What began as the log of one run may have become that of another.
    if (signal.aborted || this.#hasMoved(log, place)) return 'again';
    return this.#capture(log, fetched, maxLines);
  }

  #hasMoved(log: WantedLog, place: LogPlace): boolean {
    return logPlace(this.#options.podOf(log.podUid), log) !== place;
  }

  #capture(log: WantedLog, fetched: FetchedLog, maxLines: number): Outcome {
    const read = readFetched(fetched, maxLines);
    // The kubelet has removed the container: the log of this run will not come.
    if (read === undefined) return 'done';
    const { reading, firstTime, lastTime } = read;
    const firstMs = Date.parse(firstTime ?? '');
    const lastMs = Date.parse(lastTime ?? '');
    if (firstMs > 0 && lastMs > 0 && !isOfRun(log, { firstMs, lastMs })) return 'again';
    const { startedMs: _, atMs, ...place } = log;
    const isPresent = log.run === 'running' || atMs === 0;
    this.#options.onCapture({
      ...place,
      atMs: isPresent ? this.#options.epochNow() : atMs,
      ...reading,
    });
    return 'done';
  }

  #failed(error: unknown): Outcome {
    const failure = fetchFailure(error);
    if (failure.kind === 'refused') this.#options.onRefused();
    if (failure.kind === 'lost') return 'done';
    if (failure.kind !== 'pause') return 'again';
    const untilMs = this.#options.timers.now() + failure.ms;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs);
    return 'paused';
  }
}
