// Watches the zoo beside the operator, with another client: what happened, and what was said of it and when.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { GROUP, PLURAL, VERSION } from '../../src/api/constants.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { ClusterClient } from '../zoo/cluster-client.ts';
import { type RecordedEvent, recordedObject } from '../zoo/recording.ts';
import type { Saying } from '../zoo/replay.ts';
import { resourceByPlural, watchedPlurals } from '../zoo/resources.ts';

/** One version of one ServiceHealth object. */
export interface SeenReport {
  readonly atMs: number;
  readonly type: RecordedEvent['type'];
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  readonly status: ServiceHealthStatus;
}

export interface SeenFact {
  readonly atMs: number;
  readonly type: RecordedEvent['type'];
  readonly object: RecordedEvent['object'];
}

const lineSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
  object: recordedObject,
});

/** Longer than a run: an end that the server decides on is an error. */
const watchSeconds = 3600;

/** An API server that has just started: its roles are not loaded, or the storage of a custom resource is being made. */
const notYet = /: HTTP (?:403|429|5\d\d)$/;
const againMs = 200;

/** A watch that was never opened has missed nothing: it tells first what there is. */
async function openedWatch(open: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!notYet.test(String(error)) || signal.aborted) throw error;
      await sleep(againMs);
    }
  }
}

function pathOf(plural: string): string {
  const { apiVersion } = resourceByPlural(plural);
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}/${plural}`
    : `/api/${apiVersion}/${plural}`;
}

/** Collects from `start` to `stop`, and again when started again, of the given namespaces only. */
export class Collector {
  readonly reports: SeenReport[] = [];
  readonly #facts = new Map<string, SeenFact[]>();
  readonly #versions = new Map<string, string>();
  #abort = new AbortController();
  #failure: string | undefined;

  constructor(namespaces: readonly string[]) {
    for (const namespace of namespaces) this.#facts.set(namespace, []);
  }

  start(client: ClusterClient): void {
    this.#abort = new AbortController();
    this.#watch(client, `/apis/${GROUP}/${VERSION}/${PLURAL}`, (seen) => this.#takeReport(seen));
    for (const plural of watchedPlurals) {
      this.#watch(client, pathOf(plural), (seen) => this.#takeFact(seen));
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  /** What was missed cannot be judged. */
  assertComplete(): void {
    if (this.#failure !== undefined)
      throw new Error(`the collector missed something: ${this.#failure}`);
  }

  get namespaces(): readonly string[] {
    return [...this.#facts.keys()];
  }

  factsOf(namespace: string): readonly SeenFact[] {
    return this.#facts.get(namespace) ?? [];
  }

  reportsOf(namespace: string, name: string): readonly SeenReport[] {
    return this.reports.filter((report) => report.namespace === namespace && report.name === name);
  }

  /** Answers of one service in order; neighbours differ in content. Versions without a word are left out. */
  sayingsOf(namespace: string, name: string): readonly Saying[] {
    const sayings: Saying[] = [];
    let last = '';
    for (const { atMs, type, status } of this.reportsOf(namespace, name)) {
      const isGone = type === 'DELETED';
      if (!isGone && status.health === undefined) continue;
      const content = isGone ? 'gone' : canonicalStatus(status);
      if (content !== last) sayings.push(isGone ? { atMs } : { atMs, status });
      last = content;
    }
    return sayings;
  }

  namesIn(namespace: string): readonly string[] {
    const seen = this.reports.filter((report) => report.namespace === namespace);
    return [...new Set(seen.map(({ name }) => name))].toSorted();
  }

  #watch(client: ClusterClient, path: string, take: (seen: SeenFact) => void): void {
    const query = `watch=1&timeoutSeconds=${watchSeconds}`;
    const { signal } = this.#abort;
    const onLine = (line: string): void => {
      const { type, object } = lineSchema.parse(JSON.parse(line));
      if (!this.#facts.has(object.metadata.namespace ?? '') || !this.#isNews(object)) return;
      delete object.metadata['managedFields'];
      take({ atMs: Date.now(), type, object });
    };
    openedWatch(() => client.watch(`${path}?${query}`, onLine, signal), signal).catch(
      (error: unknown) => {
        this.#failure ??= String(error);
      },
    );
  }

  /** A watch that begins anew tells first what there is. */
  #isNews({ metadata: { uid, resourceVersion } }: SeenFact['object']): boolean {
    if (this.#versions.get(uid) === resourceVersion) return false;
    this.#versions.set(uid, resourceVersion);
    return true;
  }

  #takeFact(fact: SeenFact): void {
    this.#facts.get(fact.object.metadata.namespace ?? '')?.push(fact);
  }

  #takeReport({ atMs, type, object }: SeenFact): void {
    const { namespace = '', name, resourceVersion } = object.metadata;
    // The API server has checked it against the schema that this type is the source of.
    const status = (object['status'] ?? {}) as ServiceHealthStatus;
    this.reports.push({ atMs, type, namespace, name, resourceVersion, status });
  }
}
