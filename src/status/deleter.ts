// The only place that deletes ServiceHealth objects: slowly, late, and only what nobody but discovery ever touched.
import { FIELD_MANAGER } from '../api/constants.ts';
import type { EpochMs, ServiceHealthFact } from '../facts/index.ts';
import type { KubeClient } from '../kube/client.ts';
import { describeError, isConflict, isNotFound } from '../kube/errors.ts';
import { field, textField } from '../kube/json.ts';
import type { Log } from '../log.ts';
import { objectPath } from './apply.ts';
import {
  type Census,
  HOLD_MS,
  isDoubtful,
  isUntouched,
  type Known,
  lostSinceMs,
  mostPerMinute,
  takeCensus,
} from './disposal.ts';

/** What a deleter is made of. */
export interface DeleterOptions {
  readonly client: Pick<KubeClient, 'request'>;
  readonly log: Log;
  readonly known: Known;
  /** Every required source is live: what is not there is really not there. */
  readonly isLive: () => boolean;
}

/** What became of a report that has nothing to report on. */
export type Disposal =
  | { readonly kind: 'deleted' }
  /** When to ask again although nothing happens. */
  | { readonly kind: 'kept'; readonly nextLookMs: EpochMs | undefined };

type Candidate = Pick<
  ServiceHealthFact,
  'namespace' | 'name' | 'service' | 'uid' | 'resourceVersion' | 'isDiscovered' | 'memory'
>;

const MINUTE_MS = 60_000;
/** After a refusal, and while what we see is in doubt: nobody is in a hurry. */
const PAUSE_MS = 300_000;
/** Counting ten thousand services takes milliseconds, which thousands of candidates share. */
const CENSUS_MS = 5_000;
const TIMEOUT_MS = 15_000;

/** Deletes reports whose service is gone. What it remembers only makes it slower; the hour is kept in the object. */
export class Deleter {
  readonly #options: DeleterOptions;
  readonly #abort = new AbortController();
  #census: { readonly takenMs: EpochMs; readonly census: Census } | undefined;
  /** When the deletions of the last minute began. */
  #begun: readonly EpochMs[] = [];
  #pausedUntilMs = -Infinity;

  constructor(options: DeleterOptions) {
    this.#options = options;
  }

  /** Call it for an object whose service has no workload. Never throws for what the API server or the network does. */
  async dispose(object: Candidate, nowMs: EpochMs): Promise<Disposal> {
    const sinceMs = lostSinceMs(object.memory);
    if (!object.isDiscovered || sinceMs === undefined) return kept(undefined);
    const notBeforeMs = this.#notBeforeMs(sinceMs, nowMs);
    if (notBeforeMs > nowMs) return kept(notBeforeMs);
    this.#begun = [...this.#begun, nowMs];
    try {
      if (await this.#isUntouched(object)) return await this.#delete(object);
      this.#giveBack(nowMs);
      return kept(undefined);
    } catch (error) {
      return this.#failed(object, error, nowMs);
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Later than now: nothing is deleted before. */
  #notBeforeMs(sinceMs: EpochMs, nowMs: EpochMs): EpochMs {
    const dueMs = Math.max(sinceMs + HOLD_MS, this.#pausedUntilMs);
    if (dueMs > nowMs) return dueMs;
    const census = this.#counted(nowMs);
    if (!this.#options.isLive() || isDoubtful(census)) return nowMs + PAUSE_MS;
    this.#begun = this.#begun.filter((begunMs) => begunMs > nowMs - MINUTE_MS);
    const [first = nowMs] = this.#begun;
    return this.#begun.length < mostPerMinute(census) ? nowMs : first + MINUTE_MS;
  }

  #counted(nowMs: EpochMs): Census {
    const age = nowMs - (this.#census?.takenMs ?? -Infinity);
    if (this.#census !== undefined && age < CENSUS_MS) return this.#census.census;
    const census = takeCensus(this.#options.known, nowMs);
    this.#census = { takenMs: nowMs, census };
    return census;
  }

  /** Asks the API server, because the watch does not keep who edited what; another version is judged first. */
  async #isUntouched(object: Candidate): Promise<boolean> {
    const found = await this.#request('GET', object);
    const version = textField(field(found, 'metadata'), 'resourceVersion');
    return version === object.resourceVersion && isUntouched(found, FIELD_MANAGER);
  }

  async #delete(object: Candidate): Promise<Disposal> {
    const { uid, resourceVersion, namespace, service } = object;
    await this.#request('DELETE', object, {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid, resourceVersion },
    });
    this.#options.log.info('the report of a service that is gone was deleted', {
      namespace,
      service,
    });
    return { kind: 'deleted' };
  }

  async #request(method: 'GET' | 'DELETE', object: Candidate, body?: object): Promise<unknown> {
    return await this.#options.client.request({
      method,
      path: objectPath(object),
      ...(body !== undefined && { body }),
      timeoutMs: TIMEOUT_MS,
      signal: this.#abort.signal,
    });
  }

  #failed({ namespace, service }: Candidate, error: unknown, nowMs: EpochMs): Disposal {
    if (isNotFound(error)) return { kind: 'deleted' };
    // Somebody changed it just now: the watch will say how.
    if (isConflict(error)) return kept(nowMs + MINUTE_MS);
    this.#pausedUntilMs = nowMs + PAUSE_MS;
    const fields = { namespace, service, error: describeError(error) };
    this.#options.log.warn('a report could not be deleted and is tried again later', fields);
    return kept(this.#pausedUntilMs);
  }

  #giveBack(begunMs: EpochMs): void {
    const position = this.#begun.indexOf(begunMs);
    this.#begun = this.#begun.filter((_, index) => index !== position);
  }
}

function kept(nextLookMs: EpochMs | undefined): Disposal {
  return { kind: 'kept', nextLookMs };
}
