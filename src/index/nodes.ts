import type { Capacity, EventFact, NodeFact, PodFact, ResourceAmounts } from '../facts/index.ts';
import { EventStore } from './event-store.ts';

/** What a node goes through that ends containers: it ran out of memory as a whole. */
const INCIDENTS: ReadonlySet<string> = new Set(['SystemOOM']);
/** Nodes have no namespace: what is written about them stands here, and who may write elsewhere may not claim it. */
const INCIDENT_NAMESPACE = 'default';
/** A few of each node; of 5,000 nodes some are always in trouble, but not all at once. */
const INCIDENT_BOUNDS = { perSubject: 5, orphans: 0, total: 10_000 };

/** The nodes, what befell them, and which pods are on which. A pod or an event may be known here before its node. */
export class Nodes {
  readonly #facts = new Map<string, NodeFact>();
  readonly #residents = new Map<string, Set<string>>();
  readonly #incidents = new EventStore(INCIDENT_BOUNDS, () => {});
  /** Of all nodes, until one of them changes. */
  #capacity: Capacity | undefined;

  set(fact: NodeFact): void {
    this.#facts.set(fact.name, fact);
    this.#capacity = undefined;
  }

  delete({ name, uid }: NodeFact): void {
    // A node that registers anew may be here before its predecessor is swept.
    if (this.#facts.get(name)?.uid !== uid) return;
    this.#facts.delete(name);
    this.#capacity = undefined;
    this.#incidents.drop(name);
  }

  /** False for an event that is no news of that sort. The kubelet gives the name of its node for the uid. */
  addIncident(event: EventFact): boolean {
    if (event.namespace !== INCIDENT_NAMESPACE || !INCIDENTS.has(event.reason)) return false;
    return this.#incidents.add(event.involved.name, event, false);
  }

  /** What befell the nodes that the pods are on. */
  incidentsOn(pods: readonly PodFact[]): readonly EventFact[] {
    const names = new Set(pods.map(({ nodeName }) => nodeName));
    return [...names].flatMap((name) => this.#incidents.of(name));
  }

  /** Keeps up with where the pod is: before a change and after it, undefined where there is no pod. */
  move(before: PodFact | undefined, now: PodFact | undefined): void {
    if (before?.nodeName === now?.nodeName && before?.uid === now?.uid) return;
    if (before !== undefined) this.#leave(before);
    if (now !== undefined) this.#settle(now);
  }

  /** What all of them offer, while one of the pods has no node; undefined when no node is known. */
  capacityFor(pods: readonly PodFact[]): Capacity | undefined {
    if (this.#facts.size === 0 || pods.every(({ nodeName }) => nodeName !== '')) return undefined;
    this.#capacity ??= capacityOf([...this.#facts.values()]);
    return this.#capacity;
  }

  /** Uids of the pods on the node; of those that have none for an empty name. */
  residentsOf(name: string): Iterable<string> {
    return this.#residents.get(name) ?? [];
  }

  /** Those the pods are on, each once, sorted by name. */
  of(pods: readonly PodFact[]): readonly NodeFact[] {
    const names = [...new Set(pods.map(({ nodeName }) => nodeName))].sort();
    return names.map((name) => this.#facts.get(name)).filter((fact) => fact !== undefined);
  }

  #settle({ nodeName, uid }: PodFact): void {
    const residents = this.#residents.get(nodeName) ?? new Set();
    this.#residents.set(nodeName, residents.add(uid));
  }

  #leave({ nodeName, uid }: PodFact): void {
    const residents = this.#residents.get(nodeName);
    residents?.delete(uid);
    if (residents?.size === 0) this.#residents.delete(nodeName);
  }
}

function capacityOf(nodes: readonly NodeFact[]): Capacity {
  const inUse = nodes.filter(({ isUnschedulable }) => !isUnschedulable);
  const unready = inUse.filter(({ ready }) => ready?.status !== 'True');
  const silent = unready.filter(({ ready }) => ready?.status === 'Unknown');
  const silentSinceMs = silent.map(({ ready, createdMs }) => ready?.sinceMs ?? createdMs);
  const offers = nodes.flatMap(({ allocatable }) => allocatable ?? []);
  return Object.freeze({
    unready: unready.length - silent.length,
    ...(silent.length > 0 && { silentSinceMs: Object.freeze(silentSinceMs) }),
    ...(offers.length > 0 && { largest: largestOf(offers) }),
  });
}

function largestOf(offers: readonly ResourceAmounts[]): ResourceAmounts {
  const most = { cpuMillis: 0, memoryBytes: 0, storageBytes: 0 };
  for (const { cpuMillis, memoryBytes, storageBytes } of offers) {
    most.cpuMillis = Math.max(most.cpuMillis, cpuMillis);
    most.memoryBytes = Math.max(most.memoryBytes, memoryBytes);
    most.storageBytes = Math.max(most.storageBytes, storageBytes);
  }
  return Object.freeze(most);
}
