import type {
  EpochMs,
  Labels,
  LogCaptureFact,
  MissingSource,
  PodFact,
  ReportMemory,
  ServiceKey,
  ServicePod,
  ServiceSnapshot,
  ServiceWorkload,
  Thresholds,
  WorkloadFact,
  WorkloadReference,
} from '../facts/index.ts';
import type { ObservedClock } from './clock.ts';
import { byInstant } from './event-store.ts';
import { type MemberFact, templateLabelsOf } from './owners.ts';
import { restoredEvents } from './restored-events.ts';
import { steadyLogs } from './restored-logs.ts';
import type { HealthObject } from './service-registry.ts';
import type { ServiceIndex } from './store.ts';

/** What a snapshot holds besides the facts. */
export interface SnapshotOptions {
  readonly clock: ObservedClock;
  readonly thresholds: Thresholds;
  readonly missingSources: readonly MissingSource[];
  /** By default they are; else neither rules nor report see any. */
  readonly readsLogs?: boolean;
}

const NO_MEMORY: ReportMemory = Object.freeze({
  health: '',
  diagnoses: Object.freeze([]),
  conditions: Object.freeze([]),
  transitions: Object.freeze([]),
  events: Object.freeze([]),
});

/** All that is known of one service at this moment, frozen. A service that nothing belongs to gives an empty one. */
export function takeSnapshot<H extends HealthObject>(
  index: ServiceIndex<H>,
  key: ServiceKey,
  options: SnapshotOptions,
): ServiceSnapshot {
  const { clock, thresholds, missingSources, readsLogs = true } = options;
  const pods = [...index.podsOf(key)].sort(byName);
  const workloads = [...index.workloadsOf(key)].sort(byKindAndName);
  const members = [...pods, ...workloads];
  const { routing, nodes, autoscalers, storage, namespaces } = index.surroundings;
  const claims = storage.claimsOf(pods);
  const capacity = nodes.capacityFor(pods);
  const namespace = namespaces.ending(key.namespace);
  const memory = index.healthObject(key)?.memory ?? NO_MEMORY;
  const routes = routing.of(key, members);
  const subjects = [...members, ...claims, ...routes.networkServices];
  const about = subjects.flatMap((subject) => [...index.eventsAbout(subject)]);
  const live = [...about, ...nodes.incidentsOn(pods)];
  const restored = restoredEvents(memory.events, { subjects, live, nowMs: clock.nowMs });
  return Object.freeze({
    service: Object.freeze({ namespace: key.namespace, name: key.name }),
    clock,
    thresholds,
    pods: Object.freeze(pods.map((pod) => servicePod(index, pod))),
    events: Object.freeze([...live, ...restored].sort(byInstant)),
    workloads: Object.freeze(workloads.map((workload) => serviceWorkload(index, workload))),
    networkServices: Object.freeze(routes.networkServices),
    strayServices: Object.freeze(routes.strayServices),
    endpointSlices: Object.freeze(routes.endpointSlices),
    ingresses: Object.freeze(routes.ingresses),
    disruptionBudgets: Object.freeze(routes.disruptionBudgets),
    nodes: Object.freeze(nodes.of(pods)),
    ...(capacity !== undefined && { capacity }),
    autoscalers: Object.freeze(autoscalers.of(key, workloads)),
    claims: Object.freeze(claims),
    volumes: Object.freeze(storage.volumesOf(claims)),
    storageClasses: Object.freeze(storage.classesFor(claims)),
    ...(namespace !== undefined && { namespace }),
    quotas: Object.freeze(namespaces.quotasOf(key.namespace)),
    logs: Object.freeze(readsLogs ? logsOf(index, { pods, memory, nowMs: clock.nowMs }) : []),
    missingSources,
    memory,
  });
}

function logsOf<H extends HealthObject>(
  index: ServiceIndex<H>,
  {
    pods,
    memory,
    nowMs,
  }: {
    readonly pods: readonly PodFact[];
    readonly memory: ReportMemory;
    readonly nowMs: EpochMs;
  },
): readonly LogCaptureFact[] {
  const live = pods.flatMap(({ uid }) => [...index.logs.of(uid)]);
  return steadyLogs(memory, { pods, live, nowMs });
}

/**
 * The labels by which people find the service: those of its first workload that nothing owns, else of its first
 * workload, else of its first pod, by kind and name. A template's labels are added, as they often say more. What the
 * object selects does not count: by those labels people find another service.
 */
export function representativeLabels<H extends HealthObject>(
  index: ServiceIndex<H>,
  key: ServiceKey,
): Labels {
  const discovered = [...index.discoveredOf(key)].sort(byKindAndName);
  const workloads = discovered.filter(({ kind }) => kind !== 'Pod');
  const tops = workloads.filter((workload) => index.lineageOf(workload).top.uid === workload.uid);
  const first = tops[0] ?? workloads[0] ?? discovered[0];
  // The template decides on the service, so it also wins here.
  return new Map(first && [...first.labels, ...templateLabelsOf(first)]);
}

function servicePod<H extends HealthObject>(index: ServiceIndex<H>, pod: PodFact): ServicePod {
  const replicaSet = pod.owner?.kind === 'ReplicaSet' ? pod.owner.name : '';
  return Object.freeze({ pod, workload: rootOf(index, pod), replicaSet });
}

function serviceWorkload<H extends HealthObject>(
  index: ServiceIndex<H>,
  workload: WorkloadFact,
): ServiceWorkload {
  return Object.freeze({ workload, root: rootOf(index, workload) });
}

function rootOf<H extends HealthObject>(
  index: ServiceIndex<H>,
  fact: MemberFact,
): WorkloadReference {
  const { kind, name } = index.lineageOf(fact).top;
  return Object.freeze({ kind, name });
}

// By code unit and not by locale: the same on every machine. The uid settles a name that is gone and back.
function byName(left: MemberFact, right: MemberFact): number {
  return compare(left.name, right.name) || compare(left.uid, right.uid);
}

function byKindAndName(left: MemberFact, right: MemberFact): number {
  return compare(left.kind, right.kind) || byName(left, right);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
