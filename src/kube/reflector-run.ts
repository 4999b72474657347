import {
  describeFailure,
  ENDED,
  type Failure,
  type FailureKind,
  retryDelayMs,
} from './reflector-failure.ts';
import { askToList, listPages } from './reflector-list.ts';
import type { ReflectorSession } from './reflector-session.ts';
import { runWatch } from './reflector-watch.ts';
import { sleep } from './timers.ts';

// One failed attempt is the network; a second in a row means that we no longer see the cluster.
const MISSES_UNTIL_STALE = 2;
// The server answers but this version leads nowhere (a line we cannot read, a restored etcd): list again.
const RESUME_ATTEMPTS = 3;
const DEAD_END: ReadonlySet<FailureKind> = new Set([
  'unreadable',
  'badRequest',
  'serverError',
  'expired',
]);

/** From start to stop: attempt, wait, attempt. */
export class ReflectorRun {
  readonly #session: ReflectorSession;
  /** Where to go on; undefined when only a new list can tell. */
  #version: string | undefined;
  #pagesUntilMs = -Infinity;
  #misses = 0;
  #hasExpired = false;
  #deniedSinceMs: number | undefined;
  #deadEnds = 0;
  #attempts = 0;
  #isOpen = false;
  #wasHealthy = false;
  #mayList = false;
  #isOutOfReach = false;
  /** What the log already says since the watch was last well. */
  readonly #said = new Set<FailureKind>();

  constructor(session: ReflectorSession) {
    this.#session = session;
  }

  async untilStopped(): Promise<void> {
    const { signal, timers } = this.#session;
    while (!signal.aborted) {
      const failure = await this.#attempt();
      if (signal.aborted) return;
      await sleep(this.#recover(failure), timers, signal);
    }
  }

  async #attempt(): Promise<Failure> {
    this.#isOpen = false;
    this.#wasHealthy = false;
    try {
      await this.#askToList();
      if (this.#version === undefined && this.#usesPages()) {
        this.#onSynced(await listPages(this.#session, () => this.#onSyncOpen()));
      }
      await this.#watch();
      return ENDED;
    } catch (error) {
      return describeFailure(error);
    }
  }

  async #askToList(): Promise<void> {
    if (this.#mayList || this.#session.options.asksToList !== true) return;
    await askToList(this.#session);
    this.#mayList = true;
  }

  async #watch(): Promise<void> {
    const { timers, timing, board } = this.#session;
    if (this.#attempts > 0) board.reconnecting();
    this.#attempts += 1;
    const isInitial = this.#version === undefined;
    let cancelHealthy: (() => void) | undefined;
    try {
      await runWatch(this.#session, {
        version: this.#version,
        onOpen: () => {
          this.#isOpen = true;
          if (isInitial) this.#onSyncOpen();
          cancelHealthy = timers.after(timing.watchMinLifeMs, () => this.#onHealthy());
        },
        onSynced: (version) => this.#onSynced(version),
        onVersion: (version) => this.#onVersion(version),
      });
    } finally {
      cancelHealthy?.();
    }
  }

  #usesPages(): boolean {
    return this.#session.timers.now() < this.#pagesUntilMs;
  }

  #onSyncOpen(): void {
    const { board, sink } = this.#session;
    if (board.state !== 'live' && board.state !== 'stale') board.enter('syncing');
    sink.syncStart();
  }

  // A stop may come from inside the sink or between two ticks: from then on the status is not ours.

  #onSynced(version: string): void {
    const { board, signal } = this.#session;
    if (signal.aborted) return;
    this.#version = version;
    this.#deadEnds = 0;
    board.synced();
    // A stale watch has to prove itself first, or one that always expires would flap.
    if (board.state !== 'stale') board.enter('live');
  }

  #onVersion(version: string): void {
    this.#version = version;
    this.#onProgress();
  }

  #onProgress(): void {
    if (this.#session.signal.aborted) return;
    this.#misses = 0;
    this.#hasExpired = false;
    this.#deniedSinceMs = undefined;
    this.#deadEnds = 0;
    if (this.#version !== undefined) this.#session.board.enter('live');
  }

  /** The watch has lasted: all is forgiven. */
  #onHealthy(): void {
    if (this.#session.signal.aborted) return;
    this.#wasHealthy = true;
    this.#session.backoff.reset();
    this.#session.board.recovered();
    this.#said.clear();
    this.#onProgress();
  }

  /** Draws the consequences of a failure; returns how long to wait. */
  #recover(failure: Failure): number {
    const { timers, timing, backoff, board } = this.#session;
    if (failure.kind === 'unreadable') board.unreadable(failure.message);
    if (DEAD_END.has(failure.kind)) this.#deadEnds += 1;
    this.#noteReach(failure);
    if (this.#isWatchListTrouble(failure)) {
      this.#pagesUntilMs = timers.now() + timing.watchListRetryMs;
      if (failure.kind === 'badRequest') return 0;
    }
    this.#forgetVersionAfter(failure);
    const isLasting = this.#countDenial(failure);
    this.#countMiss(failure);
    const delayMs = retryDelayMs(failure, {
      backoff,
      timing,
      random: timers.random,
      wasHealthy: this.#wasHealthy,
      isLasting,
    });
    this.#say(failure, delayMs);
    return delayMs;
  }

  /** An API server that is away for an hour costs each watch a few lines, not one for each attempt. */
  #say({ kind, message: error }: Failure, delayMs: number): void {
    const { log, path } = this.#session.options;
    const isNews = kind !== 'ended' && !this.#said.has(kind);
    if (isNews) this.#said.add(kind);
    log[isNews ? 'warn' : 'debug']('watch interrupted', { path, kind, error, delayMs });
  }

  /** Who answers again after he could not be reached is not asked as slowly as before. */
  #noteReach({ kind }: Failure): void {
    const isOutOfReach = kind === 'unreachable' || kind === 'cut';
    if (this.#isOutOfReach && !isOutOfReach) this.#session.backoff.reset();
    this.#isOutOfReach = isOutOfReach;
  }

  /** The server refused to send initial objects, began and did not finish, or fails whenever asked. */
  #isWatchListTrouble({ kind }: Failure): boolean {
    if (this.#version !== undefined || this.#usesPages()) return false;
    return this.#isOpen || kind === 'badRequest' || this.#deadEnds >= RESUME_ATTEMPTS;
  }

  #forgetVersionAfter({ kind }: Failure): void {
    if (kind === 'expired' || kind === 'absent' || this.#deadEnds >= RESUME_ATTEMPTS) {
      this.#version = undefined;
      this.#deadEnds = 0;
    }
  }

  #countDenial({ kind }: Failure): boolean {
    const { board, timers, timing } = this.#session;
    if (kind !== 'denied' && kind !== 'absent') return false;
    this.#mayList = false;
    this.#deniedSinceMs ??= timers.now();
    if (timers.now() - this.#deniedSinceMs < timing.denialPassesMs) return false;
    board.enter(kind === 'denied' ? 'refused' : 'absent');
    return true;
  }

  #countMiss({ kind, message }: Failure): void {
    if (kind === 'ended' && this.#wasHealthy) return;
    const { board } = this.#session;
    // One expiry is how a longer gap ends, and the list that follows it repairs everything.
    if (kind !== 'expired' || this.#hasExpired) this.#misses += 1;
    this.#hasExpired = kind === 'expired';
    board.failed(message);
    if (this.#misses >= MISSES_UNTIL_STALE && board.state === 'live') board.enter('stale');
  }
}
