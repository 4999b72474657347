// The index: facts of every source in, sorted by service; out come the keys whose service has changed.
import type {
  ClaimFact,
  EventFact,
  HealthRuleFact,
  NetworkServiceFact,
  PodFact,
  ServiceKey,
  WorkloadFact,
} from '../facts/index.ts';
import type { Neighbour } from './admissions.ts';
import { EventDelivery } from './event-delivery.ts';
import { eventSink } from './event-sink.ts';
import { DEFAULT_EVENT_BOUNDS, type EventBounds } from './event-store.ts';
import type { EventSubject } from './event-subjects.ts';
import { HealthRules, type OnRules, withSameSpec } from './health-rules.ts';
import { withHistory } from './history.ts';
import { Intake, type IntakeCounts } from './intake.ts';
import { LogCaptures } from './log-captures.ts';
import { Membership } from './membership.ts';
import type { Lineage, MemberFact } from './owners.ts';
import { Roster } from './roster.ts';
import { isSameNetworkService, unlessSame } from './same.ts';
import { Selections } from './selections.ts';
import type { IdentityConfig } from './service-key.ts';
import { type HealthObject, ServiceRegistry } from './service-registry.ts';
import { SharedCauses } from './shared-causes.ts';
import { SurroundingSinks } from './surrounding-sinks.ts';
import { Surroundings } from './surroundings.ts';
import { type Project, type Sink, Table } from './table.ts';

/** What an index needs. */
export interface IndexOptions {
  readonly identity: IdentityConfig;
  /** Called in the middle of a change: it may only note the key, such as `queue.add`. */
  readonly onDirty: (key: ServiceKey) => void;
  /** Told of every object that our own code threw on; the object is left out. */
  readonly onError?: (error: unknown) => void;
  readonly eventBounds?: EventBounds;
  /** Called in the middle of a change of a HealthRule. */
  readonly onRules?: OnRules;
}

/** Sizes, for metrics. */
export interface IndexCounts extends IntakeCounts {
  readonly podsNowhere: number;
  readonly events: number;
  readonly orphanedEvents: number;
  readonly logs: number;
}

/**
 * Everything known of one cluster, by service. Objects come in any order and from any number of sinks (one per
 * source and scope); what is not in the cluster any more is not here either.
 */
export class ServiceIndex<H extends HealthObject = HealthObject> {
  readonly #services = new ServiceRegistry<H>();
  readonly #membership: Membership<H>;
  readonly #roster: Roster<H>;
  /** What services are looked at with, but do not consist of. */
  readonly surroundings: Surroundings<H>;
  /** Where what is around them comes in. */
  readonly around: SurroundingSinks<H>;
  /** What several of them have trouble with. */
  readonly sharedCauses: SharedCauses;
  /** What runs of the pods' containers said last. */
  readonly logs: LogCaptures;
  /** Rules of the platform team. */
  readonly healthRules: HealthRules;
  readonly #events: EventDelivery<H>;
  readonly #intake: Intake;

  constructor(options: IndexOptions) {
    const { identity, onDirty } = options;
    this.#intake = new Intake(options.onError);
    const services = this.#services;
    const shared = { identity, onDirty, services, selections: new Selections() };
    this.#membership = new Membership(shared);
    this.sharedCauses = new SharedCauses(onDirty);
    this.healthRules = new HealthRules(options.onRules ?? (() => undefined));
    this.#roster = new Roster({
      ...shared,
      membership: this.#membership,
      sharedCauses: this.sharedCauses,
    });
    this.surroundings = new Surroundings({ ...shared, membership: this.#membership });
    this.around = new SurroundingSinks(this.surroundings, this.#intake);
    this.logs = new LogCaptures({
      pod: (uid) => this.pod(uid),
      seenBy: (uid) => this.#membership.seenBy(uid),
      onDirty,
    });
    this.#events = new EventDelivery({
      bounds: options.eventBounds ?? DEFAULT_EVENT_BOUNDS,
      membership: this.#membership,
      surroundings: this.surroundings,
      onDirty,
    });
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

  claimSink(project: Project<ClaimFact>): Sink {
    return this.#table(project, (before, now) => this.#changeClaim(before, now));
  }

  healthSink(project: Project<H>): Sink {
    return this.#table(project, (before, now) => this.#roster.changeObject(before, now));
  }

  healthRuleSink(project: Project<HealthRuleFact>): Sink {
    return this.#table(
      project,
      (before, now) => this.healthRules.change(before, now),
      withSameSpec,
    );
  }

  eventSink(project: Project<EventFact>): Sink {
    return eventSink(project, (event) => this.#events.add(event), this.#intake);
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

  pod(uid: string): PodFact | undefined {
    const fact = this.#membership.get(uid);
    return fact?.kind === 'Pod' ? fact : undefined;
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

  /** Oldest first. */
  eventsAbout(fact: EventSubject): readonly EventFact[] {
    return this.#events.about(fact);
  }

  counts(): IndexCounts {
    return {
      ...this.#intake.counts,
      podsNowhere: this.#membership.podsNowhere,
      events: this.#events.size,
      orphanedEvents: this.#events.orphaned,
      logs: this.logs.size,
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
    if (before === undefined && now !== undefined) this.#events.adopt(now);
  }

  #changeClaim(before: ClaimFact | undefined, now: ClaimFact | undefined): void {
    this.surroundings.changeClaim(before, now);
    if (now === undefined && before !== undefined) this.#events.drop(before);
    if (before === undefined && now !== undefined) this.#events.adopt(now);
  }

  #changeNetworkService(
    before: NetworkServiceFact | undefined,
    now: NetworkServiceFact | undefined,
  ): void {
    this.surroundings.routing.changeService(before, now);
    if (now === undefined && before !== undefined) this.#events.drop(before);
    if (before === undefined && now !== undefined) this.#events.adopt(now);
  }

  #deleteMember(fact: MemberFact): void {
    this.#membership.delete(fact.uid);
    this.#events.drop(fact);
    this.logs.drop(fact.uid);
  }
}
