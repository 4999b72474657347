// What kubectl's columns say of a pod and what we say of the same version of it: the API server sends both in one row.
import { z } from 'zod';
import { podReady, podReason, podRestarts } from '../../src/facts/pod-reason.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { LineSplitter } from '../../src/kube/lines.ts';
import { Interner } from '../../src/sources/intern.ts';
import { podSource } from '../../src/sources/pods.ts';

const podObject = z.looseObject({
  metadata: z.looseObject({
    uid: z.string(),
    resourceVersion: z.string(),
    name: z.string(),
    namespace: z.string(),
  }),
});

const tableEvent = z.object({
  type: z.string(),
  object: z.object({
    /** Only the first event of a watch names the columns. */
    columnDefinitions: z.array(z.object({ name: z.string() })).nullish(),
    rows: z.array(z.object({ cells: z.array(z.unknown()), object: podObject })).default([]),
  }),
});
type Row = z.infer<typeof tableEvent>['object']['rows'][number];

const columns = ['Ready', 'Status', 'Restarts'] as const;

/** Restarts reads "5 (20s ago)": the number is compared, the age is not ours. */
function printed(row: Row, names: readonly string[]): string {
  const cells = columns.map((name) => String(row.cells[names.indexOf(name)]));
  return cells.map((cell) => cell.replace(/ \(.* ago\)$/, '')).join(' ');
}

const source = podSource(new Interner());

function ours(pod: unknown): string {
  const fact = source.project(pod);
  if (fact === undefined) return 'no fact at all';
  const { ready, total } = podReady(fact);
  return `${ready}/${total} ${podReason(fact)} ${podRestarts(fact)}`;
}

/** Compares every version of every pod that the API server prints, each once. */
export class PodTableSampler {
  readonly differences: string[] = [];
  readonly #seen = new Set<string>();
  readonly #statuses = new Set<string>();
  #columns: readonly string[] = [];
  #failure: string | undefined;

  get samples(): number {
    return this.#seen.size;
  }

  /** The different words that the STATUS column had. */
  get statuses(): readonly string[] {
    return [...this.#statuses].toSorted();
  }

  assertComplete(): void {
    if (this.#failure !== undefined) throw new Error(`the table ended early: ${this.#failure}`);
  }

  start(client: KubeClient, signal: AbortSignal): void {
    this.#run(client, signal).catch((error: unknown) => {
      if (!signal.aborted) this.#failure = String(error);
    });
  }

  async #run(client: KubeClient, signal: AbortSignal): Promise<void> {
    const stream = await client.stream({
      method: 'GET',
      path: '/api/v1/pods',
      query: { watch: '1', includeObject: 'Object', timeoutSeconds: '3600' },
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      signal,
    });
    const lines = new LineSplitter();
    for await (const chunk of stream) {
      lines.push(chunk, (line) => this.#take(tableEvent.parse(JSON.parse(line.toString()))));
    }
    throw new Error('the server ended the watch');
  }

  #take({ object }: z.infer<typeof tableEvent>): void {
    const named = (object.columnDefinitions ?? []).map(({ name }) => name);
    if (named.length > 0) this.#columns = named;
    for (const row of object.rows) this.#compare(row);
  }

  #compare(row: Row): void {
    const { uid, resourceVersion, namespace, name } = row.object.metadata;
    const sample = `${uid} ${resourceVersion}`;
    if (this.#seen.has(sample)) return;
    this.#seen.add(sample);
    const kubectl = printed(row, this.#columns);
    const own = ours(row.object);
    this.#statuses.add(kubectl.split(' ')[1] ?? '');
    if (own === kubectl) return;
    const pod = JSON.stringify(row.object['status']);
    this.differences.push(`${namespace}/${name}: kubectl "${kubectl}", we "${own}"\n  ${pod}`);
  }
}
