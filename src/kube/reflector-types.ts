// What a watch of one resource type is made of, seen from outside.

import type { KubeClient } from './client.ts';
import type { ReflectorTiming } from './reflector-timing.ts';
import type { Logger, Timers } from './types.ts';

/**
 * Takes the objects and owns the rows. Between `syncStart` and `syncEnd` every object that exists is
 * upserted at least once: what was not is gone, and the sink sweeps it at `syncEnd`. A second
 * `syncStart` without a `syncEnd` means that the listing failed and begins anew.
 */
export interface ReflectorSink {
  syncStart(): void;
  upsert(object: unknown): void;
  /** The object in its last state. */
  remove(object: unknown): void;
  syncEnd(): void;
}

/**
 * - `idle`: not started.
 * - `syncing`: no complete list yet.
 * - `live`: what the sink holds is current. A reconnect or a new listing that works at once stays `live`.
 * - `stale`: two attempts in a row failed; the sink holds what was true at `lastByteAgeMs`.
 * - `refused`: 403 or 401; asked again slowly.
 * - `absent`: 404, the API server does not serve this type; asked again slowly.
 * - `stopped`: by us.
 */
export type ReflectorState =
  | 'idle'
  | 'syncing'
  | 'live'
  | 'stale'
  | 'refused'
  | 'absent'
  | 'stopped';

/** How a watch is doing. */
export interface ReflectorStatus {
  readonly state: ReflectorState;
  /** Epoch milliseconds by the API server's clock: when the state was entered. */
  readonly since: number;
  /** True from the first complete list on, whatever happens later. */
  readonly hasSynced: boolean;
  /** Since the API server last sent anything on this watch; undefined before the first byte. */
  readonly lastByteAgeMs: number | undefined;
  /** Complete lists after the first. */
  readonly relists: number;
  /** Attempts to open a watch after the first. */
  readonly reconnects: number;
  /** Lines, items and bodies that were not what the API promises. */
  readonly parseErrors: number;
  /** Exceptions of the sink. */
  readonly handlerErrors: number;
  /** Why the newest attempt failed; absent again once a watch is well. */
  readonly lastError?: string;
}

/** What to watch and where to put it. */
export interface ReflectorOptions {
  readonly client: KubeClient;
  /** "/api/v1/pods", "/apis/apps/v1/namespaces/shop/deployments". */
  readonly path: string;
  readonly query?: { readonly fieldSelector?: string; readonly labelSelector?: string };
  /**
   * Accept header for another representation, in its form for a watch:
   * "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1". For lists it is turned into the List form.
   */
  readonly accept?: string;
  readonly sink: ReflectorSink;
  /** Ask for the right to list before the first watch, and again after a denial. Default: no. */
  readonly asksToList?: boolean;
  /** Called at each change of state, after each sync and after each failure. May throw: it is isolated. */
  readonly onStatus?: (status: ReflectorStatus) => void;
  readonly log: Logger;
  /** Objects per page where the server has no WatchList. Default 500: 4 MB of pods, 20 ms of parsing in all. */
  readonly pageSize?: number;
  /** A connection that says nothing for this long is dead. Default 120 s: bookmarks come about each minute. */
  readonly silenceMs?: number;
  readonly timing?: Partial<ReflectorTiming>;
  readonly timers?: Timers;
}

/** A list and a watch kept up for years. */
export interface Reflector {
  /** Returns at once. Does nothing when already started; begins afresh after a stop. */
  start(): void;
  /** After the returned promise, and in fact from the call on: no request, no call of the sink. */
  stop(): Promise<void>;
  status(): ReflectorStatus;
}
