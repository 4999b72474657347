// GET with watch=1: from a resourceVersion, or with the initial events first, to the end of the client's patience.

import { bookmarkRest } from './bookmark.ts';
import { plannedStatus } from './faults.ts';
import { isInNamespace, parseInteger, parseVersion } from './list.ts';
import type { Renderer } from './render.ts';
import type { Reply } from './reply.ts';
import type { ResourceType } from './resources.ts';
import { isTrue } from './routes/parse-url.ts';
import { compileSelectors, type Predicate } from './selectors.ts';
import {
  expired,
  failure,
  forbiddenOption,
  invalidOptions,
  type StatusCause,
  StatusError,
} from './status.ts';
import type { Change, EventType, MemoryStore, Revision } from './store.ts';
import type { Fault } from './types.ts';

export interface WatchRequest {
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

/** What a watch needs besides its request. */
export interface WatchSettings {
  readonly store: MemoryStore;
  readonly isWatchListServed: boolean;
  readonly bookmarkIntervalMs: number;
}

/** The API server's own default: --min-request-timeout. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A few bytes of an event that never ends. */
const HALF_LINE = '{"type":"MODIFIED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"na';
const GARBAGE = '\u0000}{ not json <html>\n';

export class WatchStream {
  readonly type: ResourceType;
  readonly #request: WatchRequest;
  readonly #settings: WatchSettings;
  readonly #reply: Reply;
  readonly #fault: Fault | undefined;
  readonly #renderer: Renderer;
  readonly #matches: Predicate;
  readonly #cleanups: (() => void)[] = [];
  #pending = '';
  #delivered = 0;
  #isMuted = false;

  /** Throws the Status for a request that no stream answers. */
  constructor(
    request: WatchRequest,
    settings: WatchSettings,
    answer: { reply: Reply; renderer: Renderer; fault: Fault | undefined },
  ) {
    checkOptions(request.query, settings.isWatchListServed);
    this.type = request.type;
    this.#request = request;
    this.#settings = settings;
    this.#reply = answer.reply;
    this.#renderer = answer.renderer;
    this.#fault = answer.fault;
    this.#matches = compileSelectors(request.type, request.query);
    parseWatchVersion(request.query['resourceVersion'] ?? '');
    parseInteger(request.query['timeoutSeconds'] ?? '');
  }

  start(): void {
    this.#reply.startStream();
    if (this.#fault?.kind === 'silence') this.#isMuted = true;
    if (this.#fault?.kind === 'streamError') return this.#fail(plannedStatus(this.#fault));
    this.#tripFault();
    this.#sendInitial();
    if (this.#reply.isOver) return;
    this.#cleanups.push(this.#settings.store.subscribe((change) => this.#onChange(change)));
    this.#startTimers();
  }

  /** Ends the answer cleanly, as at the end of timeoutSeconds. */
  end(): void {
    this.#flush();
    this.#reply.end();
  }

  /** After this nothing is sent and no timer runs. */
  release(): void {
    this.#isMuted = true;
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  #sendInitial(): void {
    const { query } = this.#request;
    const version = parseVersion(query['resourceVersion'] ?? '');
    const { store } = this.#settings;
    const isWatchList = isTrue(query['sendInitialEvents']);
    const isState = version === 0 && query['sendInitialEvents'] === undefined;
    if (isWatchList || isState) return this.#sendState(isWatchList);
    if (version === 0) return;
    if (version < store.compactedVersion) {
      const message = `too old resource version: ${version} (${store.compactedVersion})`;
      return this.#fail(expired(message).fields);
    }
    for (const change of store.changesSince(version)) this.#onChange(change);
  }

  #sendState(isWatchList: boolean): void {
    const { store } = this.#settings;
    for (const revision of store.revisions(this.type)) {
      if (this.#isWanted(revision)) {
        this.#deliver(`{"type":"ADDED","object":${this.#renderer.one(revision)}}\n`);
      }
    }
    if (isWatchList) this.#sendBookmark({ 'k8s.io/initial-events-end': 'true' });
  }

  #onChange(change: Change): void {
    if (change.type !== this.type) return;
    const event = eventFor(this.#isWanted(change.before), this.#isWanted(change.after));
    if (event !== undefined) this.#deliver(this.#renderer.line(change, event));
  }

  #isWanted(revision: Revision | undefined): boolean {
    if (revision === undefined) return false;
    return isInNamespace(revision, this.#request.namespace) && this.#matches(revision.object);
  }

  #sendBookmark(annotations?: Readonly<Record<string, string>>): void {
    if (!isTrue(this.#request.query['allowWatchBookmarks'])) return;
    const { kind, apiVersion } = this.type;
    const resourceVersion = String(this.#settings.store.resourceVersion);
    const metadata = { resourceVersion, ...(annotations ? { annotations } : {}) };
    const object = { kind, apiVersion, metadata, ...bookmarkRest(this.type) };
    this.#deliver(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  #fail(fields: StatusError['fields']): void {
    this.#deliver(`${JSON.stringify({ type: 'ERROR', object: failure(fields) })}\n`);
    this.end();
  }

  /** Lines of one turn of the event loop leave in one write. */
  #deliver(line: string): void {
    if (this.#isMuted || this.#reply.isOver) return;
    if (this.#pending === '') queueMicrotask(() => this.#flush());
    this.#pending += line;
    this.#delivered += 1;
    this.#tripFault();
  }

  #flush(whenSent?: () => void): void {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') this.#reply.write(text, whenSent);
    else whenSent?.();
  }

  #tripFault(): void {
    const fault = this.#fault;
    if (fault?.kind !== 'afterEvents' || this.#delivered !== fault.events) return;
    switch (fault.then) {
      case 'reset':
        this.#isMuted = true;
        return this.#flush(() => this.#reply.kill());
      case 'end':
        return this.end();
      case 'silence':
        this.#isMuted = true;
        return this.#flush();
      case 'halfLine':
        this.#pending += HALF_LINE;
        return this.end();
      case 'garbage':
        // The stream goes on behind it: whoever skips the line silently is found out.
        this.#pending += GARBAGE;
        return this.#flush();
    }
  }

  #startTimers(): void {
    const seconds = Number(this.#request.query['timeoutSeconds'] ?? 0) || DEFAULT_TIMEOUT_SECONDS;
    const timeout = setTimeout(() => this.end(), Math.min(seconds * 1000, LONGEST_TIMER_MS));
    // The last one leaves before the end, so that a client goes on from there: pkg/storage/cacher of 1.34.
    const lastMs = seconds * 1000 - 2000;
    if (lastMs > 0 && lastMs < LONGEST_TIMER_MS) {
      const last = setTimeout(() => this.#sendBookmark(), lastMs);
      this.#cleanups.push(() => clearTimeout(last));
    }
    const bookmarks = setInterval(() => this.#sendBookmark(), this.#settings.bookmarkIntervalMs);
    this.#cleanups.push(
      () => clearTimeout(timeout),
      () => clearInterval(bookmarks),
    );
  }
}

/** A watch answers a version that is no number with a bare 500, as the real one does. */
function parseWatchVersion(text: string): void {
  try {
    parseVersion(text);
  } catch {
    const why = `Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`;
    throw new StatusError({ code: 500, reason: '', message: `resourceVersion: ${why}` });
  }
}

/** A selector's point of view: what comes into sight is ADDED, what leaves it is DELETED. */
function eventFor(wasWanted: boolean, isWanted: boolean): EventType | undefined {
  if (isWanted) return wasWanted ? 'MODIFIED' : 'ADDED';
  return wasWanted ? 'DELETED' : undefined;
}

/** Wording of k8s.io/apimachinery/pkg/apis/meta/internalversion/validation. */
function checkOptions(query: WatchRequest['query'], isWatchListServed: boolean): void {
  const match = query['resourceVersionMatch'] ?? '';
  const causes: Required<StatusCause>[] = [];
  if (query['sendInitialEvents'] !== undefined) {
    if (match !== 'NotOlderThan') {
      causes.push(
        forbiddenOption(
          'resourceVersionMatch',
          'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        ),
      );
    }
    if (!isWatchListServed) {
      causes.push(
        forbiddenOption(
          'sendInitialEvents',
          'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
        ),
      );
    }
  } else if (match !== '') {
    causes.push(
      forbiddenOption(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    );
  }
  if (causes.length > 0) {
    throw invalidOptions(causes);
  }
}
