// All watches of one cluster: started together, and asked together whether what the index holds can be trusted.

import { PLURAL } from './api/constants.ts';
import type { MissingSource } from './facts/index.ts';
import { type Feed, listPath } from './feeds.ts';
import type { KubeClient } from './kube/client.ts';
import { createReflector } from './kube/reflector.ts';
import type { ReflectorTiming } from './kube/reflector-timing.ts';
import type { Reflector, ReflectorStatus } from './kube/reflector-types.ts';
import { systemTimers } from './kube/timers.ts';
import type { Log } from './log.ts';

/** What watches need. */
export interface WatchesOptions {
  readonly client: KubeClient;
  readonly feeds: readonly Feed[];
  readonly log: Log;
  /** The set of missing sources, or being synced, may have changed. */
  readonly onChange: () => void;
  readonly timing: Partial<ReflectorTiming>;
}

/**
 * How long the first judgement waits for optional sources: judged without Events, a cause that only an Event tells would
 * be another one for a moment.
 */
const OPTIONAL_WAIT_MS = 30_000;

interface Watch {
  readonly feed: Feed;
  readonly reflector: Reflector;
}

/** The watches of one cluster. */
export class Watches {
  readonly #watches: readonly Watch[];
  readonly #onChange: () => void;
  #isPatient = true;
  #stopWaiting: (() => void) | undefined;

  constructor({ client, feeds, log, onChange, timing }: WatchesOptions) {
    this.#onChange = onChange;
    this.#watches = feeds.map((feed) => ({
      feed,
      reflector: createReflector({
        client,
        path: listPath(feed),
        ...(feed.fieldSelector !== undefined && { query: { fieldSelector: feed.fieldSelector } }),
        sink: feed.sink,
        log,
        timing,
        onStatus: () => onChange(),
      }),
    }));
  }

  startAllBut(resource: string): void {
    this.#stopWaiting = systemTimers.after(OPTIONAL_WAIT_MS, () => {
      this.#isPatient = false;
      this.#onChange();
    });
    for (const { feed, reflector } of this.#watches) {
      if (feed.resource !== resource) reflector.start();
    }
  }

  /** Starts the watch of one resource and gives the caller the means to stop it. */
  startOne(resource: string): Pick<Reflector, 'stop'> {
    const watch = this.#watches.find(({ feed }) => feed.resource === resource);
    if (watch === undefined) throw new Error(`there is no source of ${resource}`);
    watch.reflector.start();
    return watch.reflector;
  }

  /** Whether what the index holds may be older than it looks: a required source is cut off. */
  isStale(): boolean {
    return this.#watches.some(
      ({ feed, reflector }) => feed.isRequired && reflector.status().state === 'stale',
    );
  }

  async stop(): Promise<void> {
    this.#stopWaiting?.();
    await Promise.all(this.#watches.map(({ reflector }) => reflector.stop()));
  }

  /**
   * Whether every source has been listed once, or is known to be out of reach; for an optional one the wait has an end.
   * Before, nothing is written. Our own objects have to be listed: what is written without knowing them forgets since when things are as they are.
   */
  isSettled(): boolean {
    return this.#watches.every(({ feed, reflector }) => {
      const status = reflector.status();
      if (feed.resource === PLURAL) return status.hasSynced && !isMissing(status);
      if (status.hasSynced || isMissing(status)) return true;
      return !feed.isRequired && !this.#isPatient;
    });
  }

  /** Whether every required source is live. An optional one costs only its own diagnoses. */
  isLive(): boolean {
    return this.#watches.every(
      ({ feed, reflector }) => !feed.isRequired || reflector.status().state === 'live',
    );
  }

  /** Sources that are refused or absent: a connection that is only lost is not among them. */
  missing(): readonly MissingSource[] {
    return this.#watches.flatMap(({ feed, reflector }) => {
      const { state } = reflector.status();
      if (state !== 'refused' && state !== 'absent') return [];
      const { resource, apiGroup, isRequired } = feed;
      return [{ resource, apiGroup, verb: 'list', required: isRequired, why: state }];
    });
  }

  /** One line per watch that is not live. */
  complaints(): readonly string[] {
    return this.#watches.flatMap(({ feed, reflector }) => {
      const { state, lastError } = reflector.status();
      if (state === 'live') return [];
      const need = feed.isRequired ? '' : ' (optional)';
      return [
        `${feed.resource}${need}: ${state}${lastError === undefined ? '' : `, ${lastError}`}`,
      ];
    });
  }
}

function isMissing({ state }: ReflectorStatus): boolean {
  return state === 'refused' || state === 'absent';
}
