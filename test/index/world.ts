import type {
  AutoscalerFact,
  ClaimFact,
  DisruptionBudgetFact,
  EndpointSliceFact,
  EventFact,
  IngressFact,
  NamespaceFact,
  NetworkServiceFact,
  NodeFact,
  PodFact,
  QuotaFact,
  ServiceKey,
  ServiceSnapshot,
  StorageClassFact,
  VolumeFact,
  WorkloadFact,
} from '../../src/facts/index.ts';
import { createClock } from '../../src/index/clock.ts';
import { DEFAULT_IDENTITY } from '../../src/index/service-key.ts';
import type { HealthObject } from '../../src/index/service-registry.ts';
import { takeSnapshot } from '../../src/index/snapshot.ts';
import { type IndexOptions, ServiceIndex } from '../../src/index/store.ts';
import type { Sink } from '../../src/index/table.ts';
import { NOW_MS } from '../support/facts.ts';

/** Any fact that an index takes. */
export type AnyFact =
  | PodFact
  | WorkloadFact
  | NetworkServiceFact
  | NodeFact
  | AutoscalerFact
  | ClaimFact
  | VolumeFact
  | StorageClassFact
  | EndpointSliceFact
  | IngressFact
  | DisruptionBudgetFact
  | NamespaceFact
  | QuotaFact
  | EventFact
  | HealthFact;

/** A ServiceHealth object as its source would project it. */
export interface HealthFact extends HealthObject {
  readonly kind: 'ServiceHealth';
}

export const THRESHOLDS = {
  minReadyPercent: 0,
  restartWindowSeconds: 900,
  startupGraceSeconds: 120,
} as const;

export function healthObject(service: string, overrides: Partial<HealthFact> = {}): HealthFact {
  return {
    kind: 'ServiceHealth',
    namespace: 'shop',
    name: service,
    uid: `health-${service}`,
    service,
    memory: { health: 'Healthy', diagnoses: [], conditions: [], transitions: [], events: [] },
    spec: { selector: new Map() },
    ...overrides,
  };
}

/** The object whose projection is this fact. */
export function objectOf(fact: { readonly uid: string }, resourceVersion = ''): unknown {
  return { metadata: { uid: fact.uid, resourceVersion }, fact };
}

/** Sees each fact on its way in, and may replace it. */
type Wrap = <F extends AnyFact>(fact: F) => F;

function hasFact(object: unknown): object is { readonly fact: AnyFact } {
  return typeof object === 'object' && object !== null && 'fact' in object;
}

/** What `objectOf` was made of; anything else is a poisoned object. */
function factOf(object: unknown): AnyFact {
  if (!hasFact(object)) throw new Error('no fact');
  return object.fact;
}

function unchanged<F>(fact: F): F {
  return fact;
}

function isWorkload(fact: AnyFact): fact is WorkloadFact {
  return 'templateLabels' in fact;
}

/** An index with its sinks, and what it has said. */
export class World {
  readonly dirty = new Set<string>();
  readonly errors: unknown[] = [];
  readonly index: ServiceIndex<HealthFact>;
  readonly pods: Sink;
  readonly workloads: Sink;
  readonly networkServices: Sink;
  readonly nodes: Sink;
  readonly autoscalers: Sink;
  readonly claims: Sink;
  readonly volumes: Sink;
  readonly storageClasses: Sink;
  readonly endpointSlices: Sink;
  readonly ingresses: Sink;
  readonly disruptionBudgets: Sink;
  readonly namespaces: Sink;
  readonly quotas: Sink;
  readonly events: Sink;
  readonly objects: Sink;

  constructor(options: Partial<IndexOptions> & { wrap?: Wrap } = {}) {
    const { wrap = unchanged, ...rest } = options;
    this.index = new ServiceIndex<HealthFact>({
      identity: DEFAULT_IDENTITY,
      onDirty: ({ namespace, name }) => this.dirty.add(`${namespace}/${name}`),
      onError: (error) => this.errors.push(error),
      ...rest,
    });
    function projection<F extends AnyFact>(isOurs: (fact: AnyFact) => fact is F) {
      return (object: unknown) => {
        const fact = factOf(object);
        return isOurs(fact) ? wrap(fact) : undefined;
      };
    }
    this.pods = this.index.podSink(projection((fact) => fact.kind === 'Pod'));
    this.workloads = this.index.workloadSink(projection(isWorkload));
    this.networkServices = this.index.networkServiceSink(
      projection((fact) => fact.kind === 'Service'),
    );
    this.nodes = this.index.around.node(projection((fact) => fact.kind === 'Node'));
    this.autoscalers = this.index.around.autoscaler(
      projection((fact) => fact.kind === 'HorizontalPodAutoscaler'),
    );
    this.claims = this.index.claimSink(projection((fact) => fact.kind === 'PersistentVolumeClaim'));
    this.volumes = this.index.around.volume(projection((fact) => fact.kind === 'PersistentVolume'));
    this.storageClasses = this.index.around.storageClass(
      projection((fact) => fact.kind === 'StorageClass'),
    );
    this.endpointSlices = this.index.around.endpointSlice(
      projection((fact) => fact.kind === 'EndpointSlice'),
    );
    this.ingresses = this.index.around.ingress(projection((fact) => fact.kind === 'Ingress'));
    this.disruptionBudgets = this.index.around.disruptionBudget(
      projection((fact) => fact.kind === 'PodDisruptionBudget'),
    );
    this.namespaces = this.index.around.namespace(projection((fact) => fact.kind === 'Namespace'));
    this.quotas = this.index.around.quota(projection((fact) => fact.kind === 'ResourceQuota'));
    this.events = this.index.eventSink(projection((fact) => fact.kind === 'Event'));
    this.objects = this.index.healthSink(projection((fact) => fact.kind === 'ServiceHealth'));
  }

  add(...facts: readonly AnyFact[]): this {
    for (const fact of facts) this.sinkOf(fact).upsert(objectOf(fact));
    return this;
  }

  remove(...facts: readonly AnyFact[]): this {
    for (const fact of facts) this.sinkOf(fact).remove(objectOf(fact));
    return this;
  }

  sinkOf(fact: AnyFact): Sink {
    const sinks: Readonly<Partial<Record<AnyFact['kind'], Sink>>> = {
      Pod: this.pods,
      Event: this.events,
      Service: this.networkServices,
      Node: this.nodes,
      HorizontalPodAutoscaler: this.autoscalers,
      PersistentVolumeClaim: this.claims,
      PersistentVolume: this.volumes,
      StorageClass: this.storageClasses,
      EndpointSlice: this.endpointSlices,
      Ingress: this.ingresses,
      PodDisruptionBudget: this.disruptionBudgets,
      Namespace: this.namespaces,
      ResourceQuota: this.quotas,
      ServiceHealth: this.objects,
    };
    return sinks[fact.kind] ?? this.workloads;
  }

  snapshot(name: string, namespace = 'shop'): ServiceSnapshot {
    return takeSnapshot(
      this.index,
      { namespace, name },
      { clock: createClock(NOW_MS), thresholds: THRESHOLDS, missingSources: [] },
    );
  }

  /** The changed keys since the last call, sorted. */
  takeDirty(): string[] {
    const keys = [...this.dirty].sort();
    this.dirty.clear();
    return keys;
  }

  services(): string[] {
    return [...this.index.serviceKeys()]
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort();
  }
}

/** A snapshot by names only. */
export function outline(snapshot: ServiceSnapshot) {
  return {
    pods: snapshot.pods.map(
      ({ pod, workload, replicaSet }) =>
        `${pod.name} of ${workload.kind}/${workload.name}${replicaSet && ` via ${replicaSet}`}`,
    ),
    events: snapshot.events.map((event) => event.name),
    workloads: snapshot.workloads.map(
      ({ workload, root }) => `${workload.kind}/${workload.name} of ${root.kind}/${root.name}`,
    ),
    networkServices: snapshot.networkServices.map(({ name }) => name),
  };
}

/** What a snapshot holds besides, by names only. */
export function around(snapshot: ServiceSnapshot) {
  const { nodes, autoscalers, claims, volumes, storageClasses, namespace, quotas } = snapshot;
  return {
    nodes: nodes.map(({ name }) => name),
    autoscalers: autoscalers.map(({ name }) => name),
    claims: claims.map(({ name }) => name),
    volumes: volumes.map(({ name }) => name),
    storageClasses: storageClasses.map(({ name }) => name),
    ending: namespace?.uid ?? '',
    quotas: quotas.map(({ name }) => name),
  };
}

/** What leads to its pods and protects them, by names only. */
export function routesOf(snapshot: ServiceSnapshot) {
  const { networkServices, strayServices, endpointSlices, ingresses, disruptionBudgets } = snapshot;
  return {
    services: networkServices.map(({ name }) => name),
    strays: strayServices.map(({ name }) => name),
    slices: endpointSlices.map(({ name }) => name),
    ingresses: ingresses.map(
      ({ ingress, missing }) =>
        `${ingress.name}${missing.map(({ service }) => ` without ${service}`).join('')}`,
    ),
    budgets: disruptionBudgets.map(({ name }) => name),
  };
}

/** All that a world says, as text. */
export function everything(world: World): string {
  const keys: ServiceKey[] = [...world.index.serviceKeys()];
  const services = keys
    .map(({ namespace, name }) => world.snapshot(name, namespace))
    .map((snapshot) => ({
      service: snapshot.service,
      ...outline(snapshot),
      ...around(snapshot),
      ...routesOf(snapshot),
      memory: snapshot.memory,
    }))
    .sort((left, right) => (JSON.stringify(left.service) < JSON.stringify(right.service) ? -1 : 1));
  return JSON.stringify({ services, podsNowhere: world.index.counts().podsNowhere }, null, 1);
}
