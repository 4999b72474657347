// The index: facts of every source in, sorted by service; out come the keys whose service has changed.
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
  StorageClassFact,
  VolumeFact,
  WorkloadFact,
} from '../facts/index.ts';
import type { Neighbour } from './admissions.ts';
import { eventSink } from './event-sink.ts';
import { byInstant, DEFAULT_EVENT_BOUNDS, type EventBounds, EventStore } from './event-store.ts';
import { type EventSubject, nameSubject, uidSubject } from './event-subjects.ts';
import { withHistory } from './history.ts';
import { Intake, type IntakeCounts } from './intake.ts';
import { Membership } from './membership.ts';
import type { Lineage, MemberFact } from './owners.ts';
import { Roster } from './roster.ts';
import { isSameIngress, isSameNetworkService, unlessSame } from './same.ts';
import { Selections } from './selections.ts';
import type { IdentityConfig } from './service-key.ts';
import { type HealthObject, ServiceRegistry } from './service-registry.ts';
import { SharedCauses } from './shared-causes.ts';
import { Surroundings } from './surroundings.ts';
import { type Sink, Table } from './table.ts';

const CLAIM_KIND: ClaimFact['kind'] = 'PersistentVolumeClaim';
const SERVICE_KIND: NetworkServiceFact['kind'] = 'Service';
const NODE_KIND: NodeFact['kind'] = 'Node';

/** A source's projection, as the reflector's objects meet it. */
export type Project<F> = (object: unknown) => F | undefined;

/** What an index needs. */
export interface IndexOptions {
  readonly identity: IdentityConfig;
  /** Called in the middle of a change: it may only note the key, such as `queue.add`. */
  readonly onDirty: (key: ServiceKey) => void;
  /** Told of every object that our own code threw on; the object is left out. */
  readonly onError?: (error: unknown) => void;
  readonly eventBounds?: EventBounds;
}

/** Sizes, for metrics. */
export interface IndexCounts extends IntakeCounts {
  readonly podsNowhere: number;
  readonly events: number;
  readonly orphanedEvents: number;
}

/**
 * Everything known of one cluster, by service. Objects come in any order and from any number of sinks (one per
 * source and scope); what is not in the cluster any more is not here either.
 */
export class ServiceIndex<H extends HealthObject = HealthObject> {
  readonly #options: IndexOptions;
  readonly #services = new ServiceRegistry<H>();
  readonly #membership: Membership<H>;
  readonly #roster: Roster<H>;
  /** What services are looked at with, but do not consist of. */
  readonly surroundings: Surroundings<H>;
  /** What several of them have trouble with. */
  readonly sharedCauses: SharedCauses;
  readonly #events: EventStore;
  readonly #intake: Intake;

  constructor(options: IndexOptions) {
    const { identity, onDirty } = options;
    this.#options = options;
    this.#intake = new Intake(options.onError);
    const services = this.#services;
    const shared = { identity, onDirty, services, selections: new Selections() };
    this.#membership = new Membership(shared);
    this.sharedCauses = new SharedCauses(onDirty);
    this.#roster = new Roster({
      ...shared,
      membership: this.#membership,
      sharedCauses: this.sharedCauses,
    });
    this.surroundings = new Surroundings({ ...shared, membership: this.#membership });
    this.#events = new EventStore(options.eventBounds ?? DEFAULT_EVENT_BOUNDS, (event) =>
      this.#dirtySubject(event),
    );
  }

  podSink(project: Project<PodFact>): Sink {
    return this.#table(project, (before, now) => this.#changeMember(before, now), withHistory);
  }

  workloadSink(project: Project<WorkloadFact>): Sink {
    return this.#table(project, (before, now) => this.#changeMember(before, now));
  }

  networkServiceSink(project: Project<NetworkServiceFact>): Sink {
    return this.#table(
      project,
      (before, now) => this.#changeNetworkService(before, now),
      unlessSame(isSameNetworkService),
    );
  }

  endpointSliceSink(project: Project<EndpointSliceFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.routing.changeSlice(...change));
  }

  ingressSink(project: Project<IngressFact>): Sink {
    return this.#table(
      project,
      (...change) => this.surroundings.routing.changeIngress(...change),
      unlessSame(isSameIngress),
    );
  }

  disruptionBudgetSink(project: Project<DisruptionBudgetFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.routing.changeBudget(...change));
  }

  nodeSink(project: Project<NodeFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeNode(...change));
  }

  autoscalerSink(project: Project<AutoscalerFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeAutoscaler(...change));
  }

  claimSink(project: Project<ClaimFact>): Sink {
    return this.#table(project, (before, now) => this.#changeClaim(before, now));
  }

  volumeSink(project: Project<VolumeFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeVolume(...change));
  }

  storageClassSink(project: Project<StorageClassFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeStorageClass(...change));
  }

  namespaceSink(project: Project<NamespaceFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeNamespace(...change));
  }

  quotaSink(project: Project<QuotaFact>): Sink {
    return this.#table(project, (...change) => this.surroundings.changeQuota(...change));
  }

  healthSink(project: Project<H>): Sink {
    return this.#table(project, (before, now) => this.#roster.changeObject(before, now));
  }

  eventSink(project: Project<EventFact>): Sink {
    return eventSink(project, (event) => this.#addEvent(event), this.#intake);
  }

  /** Services that have a pod, a workload or a ServiceHealth object. */
  *serviceKeys(): Iterable<ServiceKey> {
    for (const { key } of this.#services.all()) yield key;
  }

  /** Those of one namespace, and whether they have a ServiceHealth object. */
  *neighbours(namespace: string): Iterable<Neighbour> {
    for (const { key, objects } of this.#services.inNamespace(namespace)) {
      yield { name: key.name, hasObject: objects.size > 0 };
    }
  }

  /** False when at most a ServiceHealth object speaks of it: nothing carries the label or is selected. */
  hasWorkloads(key: ServiceKey): boolean {
    return this.#roster.hasMembers(key);
  }

  healthObject(key: ServiceKey): H | undefined {
    return this.#roster.healthObject(key);
  }

  /** Of no order. */
  podsOf(key: ServiceKey): readonly PodFact[] {
    return this.#roster.pods(key);
  }

  /** Of no order. ReplicaSets included, but for those that a rollout left behind. */
  workloadsOf(key: ServiceKey): readonly WorkloadFact[] {
    return this.#roster.workloads(key);
  }

  /** Pods and workloads without those that the object's selector adds. Of no order. */
  discoveredOf(key: ServiceKey): readonly MemberFact[] {
    return this.#roster.discovered(key);
  }

  lineageOf(fact: MemberFact): Lineage {
    return this.#membership.lineageOf(fact);
  }

  /** Oldest first. An event that names no uid counts only if it is not older than the object of that name. */
  eventsAbout(fact: EventSubject): readonly EventFact[] {
    const { namespace, kind, name, uid, createdMs } = fact;
    const certain = this.#events.of(uidSubject(namespace, uid));
    const named = this.#events.of(nameSubject(namespace, kind, name));
    if (named.length === 0) return certain;
    return [...certain, ...named.filter((event) => event.lastMs >= createdMs)].sort(byInstant);
  }

  counts(): IndexCounts {
    return {
      ...this.#intake.counts,
      podsNowhere: this.#membership.podsNowhere,
      events: this.#events.size,
      orphanedEvents: this.#events.orphaned,
    };
  }

  #table<F>(
    project: Project<F>,
    onChange: (before: F | undefined, now: F | undefined) => void,
    merge?: (before: F | undefined, now: F) => F,
  ): Sink {
    return new Table({ project, onChange, intake: this.#intake, ...(merge && { merge }) });
  }

  #changeMember(before: MemberFact | undefined, now: MemberFact | undefined): void {
    if (now !== undefined) this.#membership.set(now);
    else if (before !== undefined) this.#deleteMember(before);
    this.surroundings.changeMember(before, now);
    if (before === undefined && now !== undefined) this.#adoptEvents(now);
  }

  #changeClaim(before: ClaimFact | undefined, now: ClaimFact | undefined): void {
    this.surroundings.changeClaim(before, now);
    if (now === undefined && before !== undefined) this.#dropEvents(before);
    if (before === undefined && now !== undefined) this.#adoptEvents(now);
  }

  #changeNetworkService(
    before: NetworkServiceFact | undefined,
    now: NetworkServiceFact | undefined,
  ): void {
    this.surroundings.routing.changeService(before, now);
    if (now === undefined && before !== undefined) this.#dropEvents(before);
    if (before === undefined && now !== undefined) this.#adoptEvents(now);
  }

  #deleteMember(fact: MemberFact): void {
    this.#membership.delete(fact.uid);
    this.#dropEvents(fact);
  }

  #adoptEvents({ namespace, kind, name, uid }: EventSubject): void {
    this.#events.adopt(uidSubject(namespace, uid));
    this.#events.adopt(nameSubject(namespace, kind, name));
  }

  #dropEvents({ namespace, kind, name, uid }: EventSubject): void {
    this.#events.drop(uidSubject(namespace, uid));
    // A successor of the same name may be here already.
    if (this.#named(namespace, kind, name) !== undefined) return;
    this.#events.drop(nameSubject(namespace, kind, name));
  }

  #named(namespace: string, kind: string, name: string): EventSubject | undefined {
    if (kind === CLAIM_KIND) return this.surroundings.storage.claim(namespace, name);
    if (kind === SERVICE_KIND) return this.#networkService(namespace, name);
    return this.#membership.named(namespace, kind, name);
  }

  #addEvent(event: EventFact): void {
    const { namespace, involved } = event;
    if (involved.kind === NODE_KIND) return this.surroundings.addNodeEvent(event);
    const subject =
      involved.uid === ''
        ? nameSubject(namespace, involved.kind, involved.name)
        : uidSubject(namespace, involved.uid);
    const isNews = this.#events.add(subject, event, this.#subjectOf(event) === undefined);
    if (isNews) this.#dirtySubject(event);
  }

  /** The event's own namespace decides: that is where its writer was allowed to write. */
  #subjectOf({ namespace, involved }: EventFact): EventSubject | undefined {
    const { kind, name, uid } = involved;
    if (uid === '') return this.#named(namespace, kind, name);
    const isAround = kind === CLAIM_KIND || kind === SERVICE_KIND;
    const fact = isAround ? this.#named(namespace, kind, name) : this.#member(uid);
    return fact?.namespace === namespace && fact.uid === uid ? fact : undefined;
  }

  #member(uid: string): EventSubject | undefined {
    return this.#membership.get(uid);
  }

  #networkService(namespace: string, name: string): NetworkServiceFact | undefined {
    return this.surroundings.routing.services.named(namespace, name);
  }

  #dirtySubject(event: EventFact): void {
    const subject = this.#subjectOf(event);
    if (subject === undefined) return;
    if (subject.kind === SERVICE_KIND) {
      this.surroundings.routing.dirtyService(this.#networkService(subject.namespace, subject.name));
    }
    if (subject.kind === CLAIM_KIND) this.surroundings.dirtyClaim(subject);
    for (const key of this.#membership.seenBy(subject.uid)) this.#options.onDirty(key);
  }
}
