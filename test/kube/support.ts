// What the tests of kube share: a fake API server with a client, a sink that remembers, and short waits.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createKubeClient, type KubeClient } from '../../src/kube/client.ts';
import { field, textField } from '../../src/kube/json.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';
import { createReflector } from '../../src/kube/reflector.ts';
import type { ReflectorTiming } from '../../src/kube/reflector-timing.ts';
import type {
  Reflector,
  ReflectorOptions,
  ReflectorSink,
  ReflectorStatus,
} from '../../src/kube/reflector-types.ts';
import type { Logger } from '../../src/kube/types.ts';
import { startFakeApiServer } from '../fake-apiserver/server.ts';
import type {
  FakeApiServer,
  FakeApiServerOptions,
  KubeJson,
  SeenRequest,
} from '../fake-apiserver/types.ts';

export const PODS = '/api/v1/pods';

export const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** All waits of the product, some thirty times shorter. */
export const SHORT: ReflectorTiming = {
  backoffMinMs: 20,
  backoffMaxMs: 200,
  unreachableMaxMs: 80,
  endedMaxMs: 80,
  watchMinLifeMs: 60,
  denialPassesMs: 60,
  denialMaxMs: 40,
  deniedMinMs: 150,
  deniedMaxMs: 200,
  watchListRetryMs: 3_600_000,
  watchMinSeconds: 300,
  watchMaxSeconds: 600,
  headersMs: 1_000,
};

/** Polls; a condition that has not come true after four seconds is the failure. */
export async function until(condition: () => boolean): Promise<void> {
  const endMs = performance.now() + 4_000;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`never became true: ${condition.toString()}`);
    await pause(3);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function pod(name: string, more: Readonly<Record<string, unknown>> = {}): KubeJson {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    status: { phase: 'Running', ...more },
  };
}

export function podRef(name: string) {
  return { resource: 'v1/pods', namespace: 'shop', name };
}

/** A sink as the index has one: rows with a generation, swept at the end of a sync. */
export class TestSink implements ReflectorSink {
  readonly rows = new Map<string, unknown>();
  readonly calls: string[] = [];
  readonly #fresh = new Set<string>();

  syncStart(): void {
    this.calls.push('syncStart');
    this.#fresh.clear();
  }

  upsert(object: unknown): void {
    const name = nameOf(object);
    this.calls.push(`upsert ${name}`);
    this.#fresh.add(name);
    this.rows.set(name, object);
  }

  remove(object: unknown): void {
    const name = nameOf(object);
    this.calls.push(`remove ${name}`);
    this.rows.delete(name);
  }

  syncEnd(): void {
    this.calls.push('syncEnd');
    for (const name of this.rows.keys()) if (!this.#fresh.has(name)) this.rows.delete(name);
  }

  get names(): string[] {
    return [...this.rows.keys()].sort();
  }
}

function nameOf(object: unknown): string {
  return textField(field(object, 'metadata'), 'name') ?? 'nameless';
}

export interface World {
  readonly server: FakeApiServer;
  readonly config: PooledKubeConfig;
  readonly client: KubeClient;
}

/** A server and a client that end with the test. */
export async function startWorld(options: FakeApiServerOptions = {}): Promise<World> {
  const server = await startFakeApiServer(options);
  onTestFinished(() => server.close());
  const config = new PooledKubeConfig();
  config.loadFromString(server.kubeconfig);
  const client = createKubeClient(config, { version: '1.2.3' });
  onTestFinished(() => client.close());
  return { server, config, client };
}

/** A client whose CA and token are files, as in a pod. */
export function createFileClient(server: FakeApiServer) {
  const folder = mkdtempSync(join(tmpdir(), 'serviceaccount-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const caFile = join(folder, 'ca.crt');
  const tokenFile = join(folder, 'token');
  writeFileSync(caFile, server.caPem);
  writeFileSync(tokenFile, `${server.token}\n`);
  const config = new PooledKubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: server.url, caFile, skipTLSVerify: false },
    { name: 'u', authProvider: { name: 'tokenFile', config: { tokenFile } } },
  );
  const client = createKubeClient(config, { version: '0' });
  onTestFinished(() => client.close());
  return { client, caFile, tokenFile };
}

export interface Watching {
  readonly reflector: Reflector;
  readonly sink: TestSink;
  /** Every state entered, in order. */
  readonly states: string[];
  readonly statuses: ReflectorStatus[];
}

/** A reflector of pods that ends with the test; not yet started. */
export function createWatching(
  client: KubeClient,
  options: Partial<ReflectorOptions> & { sink?: TestSink } = {},
): Watching {
  const sink = options.sink ?? new TestSink();
  const states: string[] = [];
  const statuses: ReflectorStatus[] = [];
  const reflector = createReflector({
    client,
    path: PODS,
    log: silentLog,
    onStatus(status) {
      statuses.push(status);
      if (status.state !== states.at(-1)) states.push(status.state);
    },
    ...options,
    sink,
    timing: { ...SHORT, ...options.timing },
  });
  onTestFinished(() => reflector.stop());
  return { reflector, sink, states, statuses };
}

export async function startLive(
  client: KubeClient,
  options: Partial<ReflectorOptions> & { sink?: TestSink } = {},
): Promise<Watching> {
  const watching = createWatching(client, options);
  watching.reflector.start();
  await until(() => watching.reflector.status().state === 'live');
  return watching;
}

export function watchesOf(server: FakeApiServer): SeenRequest[] {
  return server.requests.filter((request) => request.watch);
}

export function listsOf(server: FakeApiServer): SeenRequest[] {
  return server.requests.filter((request) => !request.watch);
}
