// Applies a scenario to a real cluster and writes down what a watcher sees of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { clusterScopedObjects, removeClusterScoped, takeStep } from './applying.ts';
import type { ClusterClient } from './cluster-client.ts';
import { recordedNode, withOwnNodes } from './nodes.ts';
import {
  formatRecording,
  type RecordedEvent,
  type RecordedObject,
  recordedObject,
} from './recording.ts';
import { collectionPath, resourceByPlural, watchedPlurals } from './resources.ts';
import type { Scenario } from './scenario.ts';
import { withOwnStorage } from './storage.ts';

/** A watch is ended by the server after 30 to 60 minutes of its own accord. */
const watchSeconds = 3600;
const namespacePatienceMs = 180_000;

async function waitFor(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + namespacePatienceMs;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(500);
  }
}

async function deleteNamespace(client: ClusterClient, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}`;
  await client.call(path, { method: 'DELETE' });
  await waitFor(`namespace ${namespace} to go away`, async () => {
    return (await client.call(path)).status === 404;
  });
}

/** With its service account: a pod made before that is refused, which would be another scenario. */
async function createNamespace(client: ClusterClient, namespace: string): Promise<void> {
  const body = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const contentType = 'application/json';
  await client.must('/api/v1/namespaces', { method: 'POST', contentType, body });
  await waitFor(`the service account of ${namespace}`, async () => {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    return (await client.call(path)).status === 200;
  });
}

async function removeAll(client: ClusterClient, scenario: Scenario): Promise<void> {
  await deleteNamespace(client, scenario.namespace);
  await removeClusterScoped(client, scenario);
}

const watchLine = z.object({ type: z.string(), object: z.unknown() });

function isRecorded(type: string): type is RecordedEvent['type'] {
  return type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED';
}

function recorded(seen: unknown): RecordedObject {
  const object = recordedObject.parse(seen);
  if (object.kind === 'Node') return recordedNode(object);
  delete object.metadata['managedFields'];
  return object;
}

/** One watch per source, into one list, in the order of arrival. */
class Watcher {
  readonly events: RecordedEvent[] = [];
  readonly #startMs: number;

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  take(line: string): void {
    const t = Math.max(0, Date.now() - this.#startMs);
    const { type, object: seen } = watchLine.parse(JSON.parse(line));
    if (type === 'ERROR') throw new Error(`the watch failed: ${JSON.stringify(seen)}`);
    if (!isRecorded(type)) return;
    this.events.push({ t, type, object: recorded(seen) });
  }

  async run(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
    const watches = watchedPlurals.map((plural) => {
      const kind = resourceByPlural(plural);
      const path = collectionPath(kind, kind.isClusterScoped ? undefined : namespace);
      const query = `watch=1&timeoutSeconds=${watchSeconds}`;
      return client.watch(`${path}?${query}`, (line) => this.take(line), signal);
    });
    await Promise.all(watches);
  }
}

async function applySteps(
  client: ClusterClient,
  scenario: Scenario,
  startMs: number,
): Promise<void> {
  for (const step of scenario.steps) {
    await sleep(startMs + step.afterMs - Date.now());
    await takeStep(client, step);
  }
  await sleep(startMs + scenario.expected.record.for - Date.now());
}

/** Instants in objects are whole seconds, so the first step falls on one, too. */
function nextWholeSecond(): number {
  return Math.ceil((Date.now() + 300) / 1000) * 1000;
}

async function clusterVersion(client: ClusterClient): Promise<string> {
  const answer: unknown = JSON.parse(await client.must('/version'));
  return z.object({ gitVersion: z.string() }).parse(answer).gitVersion;
}

const nodeStarts = z.object({
  items: z.array(z.object({ lastTimestamp: z.iso.datetime().nullable() })),
});

/** A kubelet that starts anew forgets its back-offs and says everything again: another story than the scenario's. */
async function refuseRestartedKubelet(client: ClusterClient, startMs: number): Promise<void> {
  const query = 'fieldSelector=involvedObject.kind%3DNode,reason%3DStarting';
  const text = await client.must(`/api/v1/namespaces/default/events?${query}`);
  const { items } = nodeStarts.parse(JSON.parse(text));
  const isRecent = items.some(({ lastTimestamp }) => Date.parse(lastTimestamp ?? '') >= startMs);
  if (isRecent) throw new Error('the kubelet was started anew meanwhile: record it again');
}

/** Namespaces are watched all at once, and those of others run beside it. */
function isInside({ object: { kind, metadata } }: RecordedEvent, namespace: string): boolean {
  return kind !== 'Namespace' || metadata.name === namespace;
}

/** The text of recording.ndjson. The namespace is gone again afterwards, also on failure. */
export async function record(client: ClusterClient, scenario: Scenario): Promise<string> {
  const version = await clusterVersion(client);
  const abort = new AbortController();
  try {
    await removeAll(client, scenario);
    await createNamespace(client, scenario.namespace);
    const startMs = nextWholeSecond();
    const watcher = new Watcher(startMs);
    const watching = watcher.run(client, scenario.namespace, abort.signal);
    await Promise.race([watching, applySteps(client, scenario, startMs)]);
    abort.abort();
    await watching;
    await refuseRestartedKubelet(client, startMs);
    const header = {
      clusterVersion: version,
      recordedAt: `${new Date(startMs).toISOString().slice(0, 19)}Z`,
      durationMs: scenario.expected.record.for,
      manifestHash: scenario.manifestHash,
    };
    const events = watcher.events.filter((event) => {
      return event.t <= header.durationMs && isInside(event, scenario.namespace);
    });
    const made = clusterScopedObjects(scenario);
    return formatRecording(header, withOwnStorage(withOwnNodes(events, made), made));
  } finally {
    abort.abort();
    await removeAll(client, scenario);
  }
}
