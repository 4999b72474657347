// The product as the zoo sees it: facts go in, one status per service comes out. No cluster, no timers, no clock.
// What the writer and the API server do is done here in a few lines: a status that says something new is held, and
// comes back through the watch.
import { canonicalStatus } from '../../src/api/canonical.ts';
import {
  DISCOVERED_LABEL,
  GROUP,
  KIND,
  PLURAL,
  SERVICE_NAME_ANNOTATION,
  VERSION,
} from '../../src/api/constants.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { Classifier } from '../../src/classify/types.ts';
import type { PodFact, ServiceHealthFact, ServiceKey } from '../../src/facts/index.ts';
import { createFeeds, type Feed, isSelected } from '../../src/feeds.ts';
import { withHistory } from '../../src/index/history.ts';
import { DEFAULT_IDENTITY, objectNameOf } from '../../src/index/service-key.ts';
import { ServiceIndex } from '../../src/index/store.ts';
import { judge, NO_SPEC } from '../../src/judge.ts';
import { Interner } from '../../src/sources/intern.ts';
import { podSource } from '../../src/sources/pods.ts';
import { renderStatus } from '../../src/status/render.ts';
import type { EventType, PlayedEvent } from './player.ts';
import type { Judgement, Pipeline } from './replay.ts';
import type { RestartablePipeline } from './restart.ts';

export const healthResource = `${GROUP}/${VERSION}/${PLURAL}`;
/** Of an object that nobody has changed since it was made. */
const firstGeneration = 1;
/** The others learn of a cause in the first round, and of each other in the second. */
const maxRounds = 3;

export interface PipelineOptions {
  readonly rules: readonly Classifier[];
  /** True: every service is judged each time. False: as in the operator, those that changed and those that are due. */
  readonly isEager: boolean;
  /** Pods as a predecessor knew them, by uid: the finished runs that no object tells of any more are taken from them. */
  readonly history?: ReadonlyMap<string, PodFact>;
  /** True: no report tells how many other services have the same trouble, so that it is as if it were the only one. */
  readonly isAlone?: boolean;
}

/** A pipeline that can lose its watches, list everything anew, and hand over to a successor. */
export interface RelistablePipeline extends RestartablePipeline {
  /** Each watch lists what there is, in this order of resources; what is not listed is gone. */
  relist(facts: readonly PlayedEvent[], resources: readonly string[]): void;
  /** A successor that has listed these objects and the reports, and was told the finished runs that this one knows. */
  informed(facts: readonly PlayedEvent[]): Pipeline;
  /** The same, when each report has just been written once more as a sign of life. */
  informedAfterHeartbeat(facts: readonly PlayedEvent[], nowMs: number): Pipeline;
  readonly resources: readonly string[];
  /** Our own objects, as the API server holds them. */
  reports(): readonly unknown[];
}

function resourceOf({ apiGroup, version, resource }: Feed): string {
  return apiGroup === '' ? `${version}/${resource}` : `${apiGroup}/${version}/${resource}`;
}

/** Everything that belongs to one cluster, as main.ts puts it together. */
class ReplayedCluster implements RelistablePipeline {
  readonly #options: PipelineOptions;
  readonly #dirty = new Set<string>();
  readonly #answers = new Map<string, Judgement>();
  readonly #contents = new Map<string, string>();
  readonly #objects = new Map<string, unknown>();
  readonly #index = new ServiceIndex<ServiceHealthFact>({
    identity: DEFAULT_IDENTITY,
    onDirty: ({ namespace, name }) => this.#dirty.add(`${namespace}/${name}`),
    onError: (error) => {
      throw error;
    },
  });
  readonly #feeds = new Map(
    createFeeds(this.#index, new Interner()).map((feed) => [resourceOf(feed), feed]),
  );
  #writes = 0;

  constructor(options: PipelineOptions) {
    this.#options = options;
    const { history } = options;
    const pods = this.#feeds.get('v1/pods');
    if (history === undefined || pods === undefined) return;
    const { project } = podSource(new Interner());
    const sink = this.#index.podSink((object) => {
      const fact = project(object);
      return fact && withHistory(history.get(fact.uid), fact);
    });
    this.#feeds.set('v1/pods', { ...pods, sink });
  }

  /** All but our own objects, which are the reports. */
  get resources(): readonly string[] {
    return [...this.#feeds.keys()].filter((resource) => resource !== healthResource);
  }

  feed(resource: string, type: EventType, object: unknown): void {
    const feed = this.#feeds.get(resource);
    if (feed === undefined) throw new Error(`the product does not watch ${resource}`);
    // A recording has the bulk reasons that the watch of events leaves to the API server.
    if (!isSelected(feed, object)) return;
    if (type === 'DELETED') feed.sink.remove(object);
    else feed.sink.upsert(object);
  }

  judge(nowMs: number): ReadonlyMap<string, Judgement> {
    const keys = Array.from(this.#index.serviceKeys());
    for (const key of keys) {
      const id = `${key.namespace}/${key.name}`;
      if (this.#isDue(id, nowMs)) this.#look(key, id, nowMs);
    }
    this.#settle(keys, nowMs);
    return this.#answers;
  }

  /** What one report says of a shared cause is news for the other services that share it. */
  #settle(keys: readonly ServiceKey[], nowMs: number): void {
    for (let round = 1; round <= maxRounds; round += 1) {
      const asked = keys.filter(({ namespace, name }) => this.#dirty.has(`${namespace}/${name}`));
      if (asked.length === 0) return;
      for (const key of asked) this.#look(key, `${key.namespace}/${key.name}`, nowMs);
    }
    throw new Error(`services answer each other without an end at ${nowMs} ms`);
  }

  #isDue(id: string, nowMs: number): boolean {
    const { nextLookMs = Number.POSITIVE_INFINITY } = this.#answers.get(id) ?? {};
    return this.#options.isEager || this.#dirty.has(id) || nextLookMs <= nowMs;
  }

  /** What is written comes back and is looked at again: at the second look there must be nothing left to write. */
  #look(key: ServiceKey, id: string, nowMs: number): void {
    if (this.#answer(key, id, nowMs) && this.#answer(key, id, nowMs)) {
      throw new Error(
        `${id} answers its own report at ${nowMs} ms with yet another report: ${this.#contents.get(id)}`,
      );
    }
  }

  /** True when it said something new. */
  #answer(key: ServiceKey, id: string, nowMs: number): boolean {
    this.#dirty.delete(id);
    const { report, nextLookMs } = judge(this.#index, key, {
      rules: this.#options.rules,
      cluster: '',
      spec: NO_SPEC,
      missingSources: [],
      generation: firstGeneration,
      nowMs,
      ...(this.#options.isAlone === true && { othersWith: () => 0 }),
    });
    const status = renderStatus(report);
    this.#answers.set(id, { status, ...(nextLookMs === undefined ? {} : { nextLookMs }) });
    return this.#write(key, id, { ...status, reportTime: new Date(nowMs).toISOString() });
  }

  #write({ namespace, name }: ServiceKey, id: string, status: ServiceHealthStatus): boolean {
    const content = canonicalStatus(status);
    if (this.#contents.get(id) === content) return false;
    this.#contents.set(id, content);
    this.#writes += 1;
    const object = this.#objectOf({ namespace, name }, status);
    this.#objects.set(id, object);
    this.feed(healthResource, 'MODIFIED', object);
    return true;
  }

  #objectOf({ namespace, name }: ServiceKey, status: ServiceHealthStatus): unknown {
    return {
      apiVersion: `${GROUP}/${VERSION}`,
      kind: KIND,
      metadata: {
        name: objectNameOf(name),
        namespace,
        uid: `${namespace}/${name}`,
        resourceVersion: String(this.#writes),
        generation: firstGeneration,
        creationTimestamp: status.reportTime,
        labels: { [DISCOVERED_LABEL]: 'true' },
        annotations: { [SERVICE_NAME_ANNOTATION]: name },
      },
      status,
    };
  }

  restarted(facts: readonly PlayedEvent[]): Pipeline {
    return this.#successor(facts, [...this.#objects.values()]);
  }

  restartedAfterHeartbeat(facts: readonly PlayedEvent[], nowMs: number): Pipeline {
    return this.#successor(facts, this.#renewedReports(nowMs));
  }

  reports(): readonly unknown[] {
    return [...this.#objects.values()];
  }

  relist(facts: readonly PlayedEvent[], resources: readonly string[]): void {
    for (const resource of resources) {
      const sink = this.#feeds.get(resource)?.sink;
      sink?.syncStart();
      for (const fact of facts) {
        if (fact.resource === resource) this.feed(resource, 'ADDED', fact.object);
      }
      sink?.syncEnd();
    }
  }

  informed(facts: readonly PlayedEvent[]): Pipeline {
    return this.#successor(facts, [...this.#objects.values()], this.#history());
  }

  informedAfterHeartbeat(facts: readonly PlayedEvent[], nowMs: number): Pipeline {
    return this.#successor(facts, this.#renewedReports(nowMs), this.#history());
  }

  #history(): ReadonlyMap<string, PodFact> {
    const pods = [...this.#index.serviceKeys()].flatMap((key) => this.#index.podsOf(key));
    return new Map(pods.map((pod) => [pod.uid, pod]));
  }

  #renewedReports(nowMs: number): readonly unknown[] {
    const reportTime = new Date(nowMs).toISOString();
    return [...this.#index.serviceKeys()].flatMap((key) => {
      const status = this.#answers.get(`${key.namespace}/${key.name}`)?.status;
      return status === undefined ? [] : [this.#objectOf(key, { ...status, reportTime })];
    });
  }

  #successor(
    facts: readonly PlayedEvent[],
    reports: readonly unknown[],
    history?: ReadonlyMap<string, PodFact>,
  ): Pipeline {
    const options = { ...this.#options, isEager: true };
    const successor = new ReplayedCluster(
      history === undefined ? options : { ...options, history },
    );
    for (const { resource, object } of facts) successor.feed(resource, 'ADDED', object);
    for (const object of reports) successor.feed(healthResource, 'ADDED', object);
    return successor;
  }
}

export function createPipeline(options: PipelineOptions): RelistablePipeline {
  return new ReplayedCluster(options);
}
