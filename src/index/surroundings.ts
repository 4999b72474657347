import type {
  AutoscalerFact,
  ClaimFact,
  EventFact,
  NamespaceFact,
  NodeFact,
  PodFact,
  QuotaFact,
  ServiceKey,
  StorageClassFact,
  VolumeFact,
} from '../facts/index.ts';
import { Autoscalers } from './autoscalers.ts';
import type { Membership } from './membership.ts';
import { Namespaces } from './namespaces.ts';
import { Nodes } from './nodes.ts';
import type { MemberFact } from './owners.ts';
import { Routing } from './routing.ts';
import {
  isSameAutoscaler,
  isSameClaim,
  isSameNamespace,
  isSameNode,
  isSameQuota,
  isSameStorageClass,
  isSameVolume,
} from './same.ts';
import type { IdentityConfig } from './service-key.ts';
import type { HealthObject, ServiceRegistry } from './service-registry.ts';
import { Storage } from './storage.ts';

/** What is asked and told. */
export interface SurroundingsOptions<H extends HealthObject> {
  readonly identity: IdentityConfig;
  readonly services: ServiceRegistry<H>;
  readonly membership: Membership<H>;
  /** Called in the middle of a change: it may only note the key. */
  readonly onDirty: (key: ServiceKey) => void;
}

/**
 * What stands around the pods and workloads of services: routes to them, nodes, autoscalers, storage and the namespace.
 * They are found when a service is looked at, so that their order of arrival makes no difference; here is told which
 * services have to look.
 */
export class Surroundings<H extends HealthObject> {
  readonly nodes = new Nodes();
  readonly storage = new Storage();
  readonly namespaces = new Namespaces();
  readonly autoscalers: Autoscalers;
  readonly routing: Routing<H>;
  readonly #options: SurroundingsOptions<H>;

  constructor(options: SurroundingsOptions<H>) {
    this.#options = options;
    this.autoscalers = new Autoscalers(options.membership, options.identity);
    this.routing = new Routing(options);
  }

  /** One that is made, or labelled, is no news: something changes for its services only once it is to go. */
  changeNamespace(before: NamespaceFact | undefined, now: NamespaceFact | undefined): void {
    if (now !== undefined) this.namespaces.set(now);
    else if (before !== undefined) this.namespaces.delete(before);
    const namespace = now ?? before;
    if (namespace === undefined || isSameNamespace(before, now)) return;
    this.#dirtyNamespace(namespace.name);
  }

  changeQuota(before: QuotaFact | undefined, now: QuotaFact | undefined): void {
    if (now !== undefined) this.namespaces.setQuota(now);
    else if (before !== undefined) this.namespaces.deleteQuota(before);
    const quota = now ?? before;
    if (quota === undefined || (before && now && isSameQuota(before, now))) return;
    this.#dirtyNamespace(quota.namespace);
  }

  changeNode(before: NodeFact | undefined, now: NodeFact | undefined): void {
    if (now !== undefined) this.nodes.set(now);
    else if (before !== undefined) this.nodes.delete(before);
    const node = now ?? before;
    if (node === undefined || (before && now && isSameNode(before, now))) return;
    this.#dirtyPods(this.nodes.residentsOf(node.name));
    // A pod that no node has taken is judged by what all of them offer.
    this.#dirtyPods(this.nodes.residentsOf(''));
  }

  /** Of the many events about nodes those that explain what became of pods. */
  addNodeEvent(event: EventFact): void {
    if (!this.nodes.addIncident(event)) return;
    this.#dirtyPods(this.nodes.residentsOf(event.involved.name));
  }

  changeAutoscaler(before: AutoscalerFact | undefined, now: AutoscalerFact | undefined): void {
    if (before !== undefined) this.autoscalers.remove(before);
    if (now !== undefined) this.autoscalers.add(now);
    if (before && now && isSameAutoscaler(before, now)) return;
    for (const fact of [before, now]) {
      if (fact !== undefined) this.#dirty(this.autoscalers.homesOf(fact));
    }
  }

  changeClaim(before: ClaimFact | undefined, now: ClaimFact | undefined): void {
    if (before !== undefined) this.storage.removeClaim(before);
    if (now !== undefined) this.storage.addClaim(now);
    const claim = now ?? before;
    if (claim === undefined || (before && now && isSameClaim(before, now))) return;
    this.dirtyClaim(claim);
  }

  /** A claim that no pod mounts is nobody's. */
  dirtyClaim({ namespace, name }: Pick<ClaimFact, 'namespace' | 'name'>): void {
    this.#dirtyPods(this.storage.usersOf(namespace, name));
  }

  changeVolume(before: VolumeFact | undefined, now: VolumeFact | undefined): void {
    if (now !== undefined) this.storage.setVolume(now);
    else if (before !== undefined) this.storage.deleteVolume(before);
    const volume = now ?? before;
    if (volume === undefined || (before && now && isSameVolume(before, now))) return;
    this.#dirtyPods(this.storage.usersOfVolume(volume.name));
  }

  changeStorageClass(
    before: StorageClassFact | undefined,
    now: StorageClassFact | undefined,
  ): void {
    if (now !== undefined) this.storage.setClass(now);
    else if (before !== undefined) this.storage.deleteClass(before);
    if (before && now && isSameStorageClass(before, now)) return;
    // Classes are few and rarely change, and claims that still wait for a volume are few, too.
    this.#dirtyPods(this.storage.usersOfUnbound());
  }

  /** Told of each pod and workload that came, changed or went, when it is placed. */
  changeMember(before: MemberFact | undefined, now: MemberFact | undefined): void {
    const member = now ?? before;
    this.routing.changeMember(before, now);
    if (member?.kind === 'Pod') this.#movePod(podOf(before), podOf(now));
    else if (member !== undefined && (before === undefined || now === undefined)) {
      // Whose autoscaler it is was, or now is, for the autoscaler's own labels to say.
      this.#dirty(this.autoscalers.labelHomesOf(member));
    }
  }

  #dirtyNamespace(namespace: string): void {
    const { services, onDirty } = this.#options;
    for (const { key } of services.inNamespace(namespace)) onDirty(key);
  }

  #movePod(before: PodFact | undefined, now: PodFact | undefined): void {
    this.nodes.move(before, now);
    this.storage.move(before, now);
  }

  #dirtyPods(uids: Iterable<string>): void {
    for (const uid of uids) this.#dirty(this.#options.membership.seenBy(uid));
  }

  /** A service that nothing belongs to is none: an autoscaler alone does not make one. */
  #dirty(keys: Iterable<ServiceKey>): void {
    const { services, onDirty } = this.#options;
    for (const key of keys) if (services.get(key) !== undefined) onDirty(key);
  }
}

function podOf(fact: MemberFact | undefined) {
  return fact?.kind === 'Pod' ? fact : undefined;
}
