// What the tests of the writer share: a writer before the fake API server, or before an API server of one function.
import { onTestFinished } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { KubeRequest } from '../../src/kube/client.ts';
import { field } from '../../src/kube/json.ts';
import type { Timers } from '../../src/kube/types.ts';
import type { Log } from '../../src/log.ts';
import { Interner } from '../../src/sources/intern.ts';
import { serviceHealthSource } from '../../src/sources/service-healths.ts';
import { renderStatus } from '../../src/status/render.ts';
import type { HeldObject, WriteOutcome, WriteRequest } from '../../src/status/write-types.ts';
import { ServiceHealthWriter } from '../../src/status/writer.ts';
import type { FakeApiServer } from '../fake-apiserver/types.ts';
import { startWorld } from '../kube/support.ts';
import { NOON_MS, report } from './reports.ts';

export const CHECKOUT = {
  resource: 'servicehealth.dev/v1alpha1/servicehealths',
  namespace: 'shop',
  name: 'checkout',
};

export const STATUS: ServiceHealthStatus = renderStatus(report({ observedGeneration: 1 }));

export function request(given: Partial<WriteRequest> = {}): WriteRequest {
  return {
    namespace: 'shop',
    name: 'checkout',
    service: 'checkout',
    labels: new Map([['team', 'red']]),
    status: STATUS,
    held: undefined,
    ...given,
  };
}

/** A log that keeps its lines. */
export function listeningLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  function keep(message: string, fields?: object): void {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  }
  return { lines, log: { debug: keep, info: keep, warn: keep, error: keep } };
}

/** A writer before a fake API server; both end with the test. */
export async function startWriting() {
  const { server, client } = await startWorld();
  const { log, lines } = listeningLog();
  const writer = new ServiceHealthWriter({ client, log });
  onTestFinished(() => writer.stop(0));
  server.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  /** Somebody else makes the object or changes its labels, and owns them from then on. */
  async function labelByHand(labels: Readonly<Record<string, string>>): Promise<void> {
    const isThere = server.store.get(CHECKOUT) !== undefined;
    const path = '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths';
    const metadata = { name: 'checkout', labels };
    await client.request({
      method: isThere ? 'PATCH' : 'POST',
      path: isThere ? `${path}/checkout` : path,
      query: { fieldManager: 'hand' },
      contentType: isThere ? 'application/merge-patch+json' : 'application/json',
      body: { apiVersion: 'servicehealth.dev/v1alpha1', kind: 'ServiceHealth', metadata },
    });
  }
  return { server, writer, lines, labelByHand };
}

/** What the watch would tell of the object. */
export function heldBy(server: FakeApiServer): HeldObject | undefined {
  const fact = serviceHealthSource(new Interner()).project(server.store.get(CHECKOUT));
  if (fact === undefined) return undefined;
  const { uid, resourceVersion, labels, contentHash } = fact;
  return { uid, resourceVersion, labels, contentHash };
}

/** "PATCH shop/checkout/status" for every request of the writer. */
export function writesOf(server: FakeApiServer): string[] {
  const own = server.requests.filter(({ query }) => query['fieldManager'] === 'servicehealth');
  return own.map(({ method, path }) => `${method} ${shortPath(path)}`);
}

function shortPath(path: string): string {
  return path.replace(/^.*\/namespaces\//, '').replace('/servicehealths', '');
}

/** Time that moves only when a test says so. */
class ManualTimers implements Timers {
  #nowMs = 0;
  #due: { readonly atMs: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { atMs: this.#nowMs + ms, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  random(): number {
    return 0.5;
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#due.toSorted((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.run();
      await settle();
    }
    this.#nowMs = untilMs;
    await settle();
  }
}

/** Lets everything run that waits for nothing but promises. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A request that came, to be answered when the test wants. */
export interface Pending {
  /** "shop/checkout/status". */
  readonly path: string;
  readonly body: unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: Error) => void;
}

/** A writer in manual time whose requests wait in `pending`. */
export function createScripted(
  given: { readonly writeQps?: number; readonly burst?: number } = {},
) {
  const pending: Pending[] = [];
  const timers = new ManualTimers();
  const { log, lines } = listeningLog();
  const client = {
    serverNow: () => NOON_MS + timers.now(),
    request: async ({ path, body, signal }: KubeRequest): Promise<unknown> => {
      return await new Promise((answer, refuse) => {
        signal?.addEventListener('abort', () => refuse(new Error('aborted')));
        pending.push({ path: shortPath(path), body, answer, refuse });
      });
    },
  };
  const writer = new ServiceHealthWriter({ client, log, timers, ...given });
  return { writer, pending, timers, lines };
}

/** The object as the API server would answer: the status that it is sent, and the labels that it has. */
export function echo(body: unknown): unknown {
  const labels = { 'servicehealth.dev/discovered': 'true', team: 'red' };
  const metadata = { name: 'checkout', uid: 'u', resourceVersion: '7', generation: 1, labels };
  return { metadata, status: field(body, 'status') };
}

/** The outcomes that are known by now; undefined for those that are not. */
export async function outcomesOf(
  writes: readonly Promise<WriteOutcome>[],
): Promise<readonly (string | undefined)[]> {
  await settle();
  const open = Promise.resolve(undefined);
  return await Promise.all(writes.map(async (write) => (await Promise.race([write, open]))?.kind));
}
