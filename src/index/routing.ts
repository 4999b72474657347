import {
  type DisruptionBudgetFact,
  type EndpointSliceFact,
  type IngressFact,
  isBudgetOf,
  isNear,
  type Labels,
  type NetworkServiceFact,
  resembles,
  type ServiceIngress,
  type ServiceKey,
  type ServiceSnapshot,
  selects,
} from '../facts/index.ts';
import { DisruptionBudgets } from './disruption-budgets.ts';
import { firstHome, labelled } from './homes.ts';
import { Ingresses } from './ingresses.ts';
import type { Membership } from './membership.ts';
import { NetworkServices } from './network-services.ts';
import { type MemberFact, templateLabelsOf } from './owners.ts';
import { isSameBudget, isSameIngress, isSameNetworkService, isSameSlice } from './same.ts';
import { type IdentityConfig, serviceId } from './service-key.ts';
import type { HealthObject, ServiceEntry, ServiceRegistry } from './service-registry.ts';
import { Shelves } from './shelves.ts';

/** What is asked and told. */
interface RoutingOptions<H extends HealthObject> {
  readonly identity: IdentityConfig;
  readonly services: ServiceRegistry<H>;
  readonly membership: Membership<H>;
  /** Called in the middle of a change: it may only note the key. */
  readonly onDirty: (key: ServiceKey) => void;
}

/** What a service is looked at with, of all that leads to its pods. */
type Routes = Pick<
  ServiceSnapshot,
  'networkServices' | 'strayServices' | 'endpointSlices' | 'ingresses' | 'disruptionBudgets'
>;

/** No more slices of one Service are looked at: each has a hundred addresses. */
const MAX_SLICES = 1000;

/** Nor more Services that select nothing: each costs a walk over the namespace. */
const MAX_STRAYS = 32;

/** What leads to pods, and what protects them: Services, their slices, Ingresses and disruption budgets. */
export class Routing<H extends HealthObject> {
  readonly services: NetworkServices;
  readonly #ingresses: Ingresses;
  readonly #budgets = new DisruptionBudgets();
  readonly #slices = new Shelves<EndpointSliceFact>();
  readonly #options: RoutingOptions<H>;

  constructor(options: RoutingOptions<H>) {
    this.#options = options;
    this.services = new NetworkServices(options.identity);
    this.#ingresses = new Ingresses(options.identity);
  }

  changeService(before: NetworkServiceFact | undefined, now: NetworkServiceFact | undefined): void {
    if (before !== undefined) this.services.remove(before);
    if (now !== undefined) this.services.add(now);
    if (before && now && isSameNetworkService(before, now)) return;
    this.#dirtyNamespace(now ?? before);
  }

  changeIngress(before: IngressFact | undefined, now: IngressFact | undefined): void {
    if (before !== undefined) this.#ingresses.remove(before);
    if (now !== undefined) this.#ingresses.add(now);
    if (before && now && isSameIngress(before, now)) return;
    this.#dirtyNamespace(now ?? before);
  }

  changeBudget(
    before: DisruptionBudgetFact | undefined,
    now: DisruptionBudgetFact | undefined,
  ): void {
    if (before !== undefined) this.#budgets.remove(before);
    if (now !== undefined) this.#budgets.add(now);
    if (before && now && isSameBudget(before, now)) return;
    for (const fact of [before, now]) {
      if (fact !== undefined) this.#dirtyOwners(fact, (labels) => isBudgetOf(fact, labels));
    }
  }

  changeSlice(before: EndpointSliceFact | undefined, now: EndpointSliceFact | undefined): void {
    if (before !== undefined) this.#slices.remove(sliceId(before), before);
    if (now !== undefined) this.#slices.add(sliceId(now), now);
    if (before && now && isSameSlice(before, now)) return;
    for (const fact of [before, now]) {
      if (fact !== undefined) this.dirtyService(this.services.named(fact.namespace, fact.service));
    }
  }

  /** What happens to a Service concerns those whose pods it selects, or is meant to. */
  dirtyService(fact: NetworkServiceFact | undefined): void {
    if (fact === undefined) return;
    this.#dirtyOwners(fact, (labels) => selects(fact.selector, labels));
    this.#dirtyHomes(fact);
  }

  /** Told of each pod and workload that came, changed or went: a Service may have found somebody, or lost the last. */
  changeMember(before: MemberFact | undefined, now: MemberFact | undefined): void {
    const sets = [before, now].map((fact) => fact && templateLabelsOf(fact));
    if (sets[0] === sets[1]) return;
    for (const labels of sets) {
      const namespace = (now ?? before)?.namespace ?? '';
      if (labels === undefined) continue;
      for (const fact of this.services.selecting(namespace, [labels])) this.#dirtyHomes(fact);
    }
  }

  /** All that leads to a service with these pods and workloads. */
  of(key: ServiceKey, members: readonly MemberFact[]): Routes {
    const { namespace } = key;
    const sets = members.map(templateLabelsOf);
    const networkServices = this.services.selecting(namespace, sets);
    const strayServices = this.#straysOf(key, networkServices, sets);
    return {
      networkServices,
      strayServices,
      endpointSlices: networkServices.flatMap((fact) => this.#slicesOf(fact)),
      ingresses: this.#ingressesOf(key, [...networkServices, ...strayServices]),
      disruptionBudgets: this.#budgets.selecting(namespace, sets),
    };
  }

  #slicesOf({ namespace, name }: NetworkServiceFact): readonly EndpointSliceFact[] {
    const slices = [...this.#slices.of(serviceId({ namespace, name }))].slice(0, MAX_SLICES);
    return slices.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  #straysOf(
    key: ServiceKey,
    selecting: readonly NetworkServiceFact[],
    sets: readonly Labels[],
  ): readonly NetworkServiceFact[] {
    const known = new Set(selecting);
    return this.services
      .meantFor(key.namespace, key.name)
      .filter((fact) => !known.has(fact) && this.#isHome(key, this.services.homesOf(fact)))
      .filter((fact) => this.#isMeantFor(fact, key, sets))
      .slice(0, MAX_STRAYS)
      .filter((fact) => !this.#selectsAnything(fact));
  }

  /** "shop-payments" is the Service of "shop" by a part of its name alone: then its selector must not say otherwise. */
  #isMeantFor(fact: NetworkServiceFact, { name }: ServiceKey, sets: readonly Labels[]): boolean {
    if (this.services.surelyHomesOf(fact).includes(name)) return true;
    const [wanted] = labelled(fact.selector, this.#options.identity);
    if (wanted !== undefined) return isNear(wanted, name);
    return [...new Set(sets)].some((labels) => resembles(fact.selector, labels));
  }

  /** A walk over the namespace, but only for a Service that does not select whom it is meant for. */
  #selectsAnything({ namespace, selector }: NetworkServiceFact): boolean {
    for (const { fact } of this.#options.membership.inNamespace(namespace)) {
      if (selects(selector, templateLabelsOf(fact))) return true;
    }
    return false;
  }

  #ingressesOf(
    key: ServiceKey,
    services: readonly NetworkServiceFact[],
  ): readonly ServiceIngress[] {
    const names = services.map(({ name }) => name);
    return this.#ingresses.near(key.namespace, key.name, names).flatMap((ingress) => {
      const missing = this.#missingOf(key, ingress, names);
      const isNamed = ingress.backends.some(({ service }) => names.includes(service));
      return isNamed || missing.length > 0 ? [{ ingress, missing }] : [];
    });
  }

  /** Where nobody is nearer, it is told to all whose Services the Ingress names. */
  #missingOf(
    key: ServiceKey,
    ingress: IngressFact,
    names: readonly string[],
  ): ServiceIngress['missing'] {
    if (this.services.isEmpty()) return [];
    return ingress.backends.filter((backend) => {
      if (this.services.named(key.namespace, backend.service) !== undefined) return false;
      const homes = this.#ingresses.homesOf(ingress, backend);
      const home = firstHome(key.namespace, homes, (candidate) => this.#isKnown(candidate));
      if (home !== undefined) return home.name === key.name;
      return ingress.backends.some(({ service }) => names.includes(service));
    });
  }

  #isHome(key: ServiceKey, names: readonly string[]): boolean {
    const home = firstHome(key.namespace, names, (candidate) => this.#isKnown(candidate));
    return home?.name === key.name;
  }

  #isKnown(key: ServiceKey): boolean {
    const entry = this.#options.services.get(key);
    return entry !== undefined && entry.pods.size + entry.workloads.size > 0;
  }

  /** Whom it concerns would cost a walk over all pods; a look too many at a few neighbours costs less. */
  #dirtyNamespace(fact: { readonly namespace: string } | undefined): void {
    if (fact === undefined) return;
    const { services, onDirty } = this.#options;
    for (const { key } of services.inNamespace(fact.namespace)) onDirty(key);
  }

  #dirtyHomes(fact: NetworkServiceFact): void {
    const { namespace } = fact;
    for (const name of this.services.homesOf(fact)) {
      if (this.#isKnown({ namespace, name })) this.#options.onDirty({ namespace, name });
    }
  }

  /** By the templates of workloads, which are few: pods have the same labels. */
  #dirtyOwners(
    { namespace }: { readonly namespace: string },
    isSelected: (labels: Labels) => boolean,
  ): void {
    const { services, onDirty } = this.#options;
    for (const entry of services.inNamespace(namespace)) {
      if (concerns(entry, isSelected)) onDirty(entry.key);
    }
  }
}

/** Where nothing but pods is known, each of them may have labels of its own; and an object may select what it likes. */
function concerns<H extends HealthObject>(
  { workloads, objects }: ServiceEntry<H>,
  isSelected: (labels: Labels) => boolean,
): boolean {
  if (workloads.size === 0) return true;
  for (const workload of workloads.values()) {
    if (isSelected(templateLabelsOf(workload))) return true;
  }
  return [...objects.values()].some(({ spec }) => spec.selector.size > 0);
}

function sliceId({ namespace, service }: EndpointSliceFact): string {
  return serviceId({ namespace, name: service });
}
