// The end of the flow and the only place that writes ServiceHealth objects: when, in which order, and how fast.
import { FIELD_MANAGER } from '../api/constants.ts';
import type { KubeClient } from '../kube/client.ts';
import { systemTimers } from '../kube/timers.ts';
import { TokenBucket } from '../kube/token-bucket.ts';
import type { Timers } from '../kube/types.ts';
import type { Log } from '../log.ts';
import type { WriteContext } from './write-context.ts';
import { WriteMemory } from './write-memory.ts';
import { knownOutcome, writeOne } from './write-one.ts';
import { type QueuedWrite, WriteQueue } from './write-queue.ts';
import { keyOf, type WriteOutcome, type WriteRequest } from './write-types.ts';

/** What a writer is made of. */
export interface ServiceHealthWriterOptions {
  readonly client: Pick<KubeClient, 'request' | 'serverNow'>;
  readonly log: Log;
  readonly fieldManager?: string;
  /** Requests per second. */
  readonly writeQps?: number;
  /** Requests at once after a quiet time. */
  readonly burst?: number;
  readonly timers?: Timers;
}

const DEFAULT_WRITE_QPS = 50;
const DEFAULT_BURST = 100;
// An API server that answers slowly gets no more than this at a time, whatever the rate allows.
const MAX_IN_FLIGHT = 32;
// One entry per service; more services than this in one cluster and something is wrong with their labels.
const MAX_QUEUED = 50_000;
const DEFAULT_DRAIN_MS = 5_000;

/** Writes reports: one at a time per service, worse words first, not faster than asked. */
export class ServiceHealthWriter {
  readonly #queue = new WriteQueue();
  /** Services with a request on its way; the value is the newer request that waits for it. */
  readonly #inFlight = new Map<string, QueuedWrite | undefined>();
  readonly #abort = new AbortController();
  readonly #timers: Timers;
  readonly #bucket: TokenBucket;
  readonly #context: WriteContext;
  #pausedUntilMs = -Infinity;
  #cancelWake: (() => void) | undefined;
  #isStopping = false;
  #onIdle: (() => void) | undefined;

  constructor(options: ServiceHealthWriterOptions) {
    const { client, log, fieldManager = FIELD_MANAGER } = options;
    const { writeQps = DEFAULT_WRITE_QPS, burst = DEFAULT_BURST, timers = systemTimers } = options;
    this.#timers = timers;
    this.#bucket = new TokenBucket({ perSecond: writeQps, burst }, timers.now());
    this.#context = {
      client,
      log,
      fieldManager,
      signal: this.#abort.signal,
      memory: new WriteMemory(),
      serverNow: () => client.serverNow(),
      takeToken: () => this.#bucket.take(timers.now()),
    };
  }

  /** Writes that wait for their turn. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Resolves when the write is decided; never rejects for what the API server or the network does. */
  async write(request: WriteRequest): Promise<WriteOutcome> {
    if (this.#isStopping) return { kind: 'stopped' };
    const key = keyOf(request);
    const isBusy = this.#inFlight.has(key) || this.#queue.has(key);
    // Behind another write of the same service only its end tells what the API server holds.
    const known = isBusy ? undefined : knownOutcome(this.#context, request);
    if (known !== undefined) return known;
    if (this.#queue.size >= MAX_QUEUED) return queueIsFull();
    const isNews = request.heartbeat !== true || isBusy || this.#differs(request);
    return await new Promise((resolve) => this.#enqueue(key, { request, isNews, resolve }));
  }

  /** Takes no more writes; sends the queued ones for at most `drainMs`, then gives up the rest. */
  async stop(drainMs: number = DEFAULT_DRAIN_MS): Promise<void> {
    this.#isStopping = true;
    if (!this.#isIdle() && drainMs > 0) await this.#drained(drainMs);
    this.#abort.abort();
    this.#cancelWake?.();
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) {
      next.write.resolve({ kind: 'stopped' });
    }
  }

  #differs(request: WriteRequest): boolean {
    return knownOutcome(this.#context, { ...request, heartbeat: false }) === undefined;
  }

  #enqueue(key: string, write: QueuedWrite): void {
    if (this.#inFlight.has(key)) {
      const older = this.#inFlight.get(key);
      this.#inFlight.set(key, older === undefined ? write : supersede(older, write));
      return;
    }
    const older = this.#queue.put(key, write);
    if (older !== undefined) this.#queue.put(key, supersede(older, write));
    this.#pump();
  }

  #pump(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    while (this.#queue.size > 0 && this.#inFlight.size < MAX_IN_FLIGHT) {
      const nowMs = this.#timers.now();
      const waitMs = Math.max(this.#pausedUntilMs - nowMs, this.#bucket.waitMs(nowMs));
      if (waitMs > 0) {
        this.#cancelWake = this.#timers.after(waitMs, () => this.#pump());
        return;
      }
      this.#bucket.take(nowMs);
      const next = this.#queue.take();
      if (next !== undefined) void this.#send(next.key, next.write);
    }
  }

  async #send(key: string, { request, resolve }: QueuedWrite): Promise<void> {
    this.#inFlight.set(key, undefined);
    const outcome = await this.#attempt(request);
    const waiting = this.#inFlight.get(key);
    this.#inFlight.delete(key);
    this.#pauseAfter(outcome);
    resolve(outcome);
    if (waiting !== undefined) this.#sendNext(key, waiting, outcome);
    if (!this.#abort.signal.aborted) this.#pump();
    if (this.#isIdle()) this.#onIdle?.();
  }

  async #attempt(request: WriteRequest): Promise<WriteOutcome> {
    try {
      const outcome = await writeOne(this.#context, request);
      const isCutOff = outcome.kind === 'failed' && this.#abort.signal.aborted;
      return isCutOff ? { kind: 'stopped' } : outcome;
    } catch (error) {
      // Only a bug of ours ends here; one service must not stop the others.
      const { namespace, service } = request;
      const name = error instanceof Error ? error.name : 'unknown';
      this.#context.log.error('a write failed unexpectedly', { namespace, service, error: name });
      return { kind: 'failed', code: 0, isRetryable: true, message: name };
    }
  }

  /** It was asked for before the write ended: what that write found is newer than what it knows. */
  #sendNext(key: string, { request, isNews, resolve }: QueuedWrite, outcome: WriteOutcome): void {
    if (this.#abort.signal.aborted) {
      resolve({ kind: 'stopped' });
      return;
    }
    this.#queue.put(key, { request: withKnowledge(request, outcome), isNews, resolve });
  }

  /** A server that asks for time gets it from all writes. */
  #pauseAfter(outcome: WriteOutcome): void {
    if (outcome.kind !== 'failed' || outcome.retryAfterMs === undefined) return;
    const untilMs = this.#timers.now() + outcome.retryAfterMs;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs);
  }

  #isIdle(): boolean {
    return this.#queue.size === 0 && this.#inFlight.size === 0;
  }

  #drained(drainMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#timers.after(drainMs, resolve);
      this.#onIdle = () => {
        cancel();
        resolve();
      };
    });
  }
}

/** The newer request takes over; a heartbeat that was due stays due. */
function supersede(older: QueuedWrite, newer: QueuedWrite): QueuedWrite {
  older.resolve({ kind: 'superseded' });
  if (older.request.heartbeat !== true) return newer;
  return { ...newer, request: { ...newer.request, heartbeat: true } };
}

function withKnowledge(request: WriteRequest, outcome: WriteOutcome): WriteRequest {
  if (outcome.kind === 'written') return { ...request, held: outcome.held };
  return outcome.kind === 'gone' ? { ...request, held: undefined } : request;
}

function queueIsFull(): WriteOutcome {
  return { kind: 'failed', code: 0, isRetryable: true, message: 'too many writes are waiting' };
}
