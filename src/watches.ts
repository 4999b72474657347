// All watches of one cluster: started together, and asked together whether what the index holds can be trusted.

import { PLURAL } from './api/constants.ts';
import type { MissingSource } from './facts/index.ts';
import type { KubeClient } from './kube/client.ts';
import { createReflector } from './kube/reflector.ts';
import type { ReflectorTiming } from './kube/reflector-timing.ts';
import type { Reflector, ReflectorStatus } from './kube/reflector-types.ts';
import { systemTimers } from './kube/timers.ts';
import type { Log } from './log.ts';
import type { ScopedFeed } from './scopes.ts';

/** What watches need. */
export interface WatchesOptions {
  readonly client: KubeClient;
  readonly feeds: readonly ScopedFeed[];
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
  readonly feed: ScopedFeed;
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
        path: feed.path,
        ...(feed.fieldSelector !== undefined && { query: { fieldSelector: feed.fieldSelector } }),
        sink: feed.sink,
        asksToList: true,
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

  /** Starts the watches of one resource and gives the caller the means to stop them. */
  startOne(resource: string): { stop(): Promise<void> } {
    const reflectors = this.#watches
      .filter(({ feed }) => feed.resource === resource)
      .map(({ reflector }) => reflector);
    if (reflectors.length === 0) throw new Error(`there is no source of ${resource}`);
    for (const reflector of reflectors) reflector.start();
    return {
      async stop() {
        await Promise.all(reflectors.map((reflector) => reflector.stop()));
      },
    };
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

  /** Sources that are refused or absent in this namespace: a connection that is only lost is not among them. */
  missing(namespace: string): readonly MissingSource[] {
    return this.#missing().flatMap(({ feed, why }) => {
      const { resource, apiGroup, isRequired } = feed;
      if ((feed.namespace ?? namespace) !== namespace) return [];
      const scope = feed.namespace === undefined ? {} : { namespace: feed.namespace };
      return [{ resource, apiGroup, verb: 'list', required: isRequired, why, ...scope }];
    });
  }

  /** All that is refused or absent, as a text that is another one when that changes. */
  missingNames(): string {
    return JSON.stringify(this.#missing().map(({ feed, why }) => [nameOf(feed), why]));
  }

  /** One line per watch that is not live. */
  complaints(): readonly string[] {
    return this.#watches.flatMap(({ feed, reflector }) => {
      const { state, lastError } = reflector.status();
      if (state === 'live') return [];
      const need = feed.isRequired ? '' : ' (optional)';
      return [`${nameOf(feed)}${need}: ${state}${lastError === undefined ? '' : `, ${lastError}`}`];
    });
  }

  #missing(): readonly { readonly feed: ScopedFeed; readonly why: MissingSource['why'] }[] {
    return this.#watches.flatMap(({ feed, reflector }) => {
      const { state } = reflector.status();
      return state === 'refused' || state === 'absent' ? [{ feed, why: state }] : [];
    });
  }
}

/** "pods", or "pods in shop". */
function nameOf({ resource, namespace }: ScopedFeed): string {
  return namespace === undefined ? resource : `${resource} in ${namespace}`;
}

function isMissing({ state }: ReflectorStatus): boolean {
  return state === 'refused' || state === 'absent';
}
