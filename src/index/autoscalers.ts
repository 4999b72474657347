import type { AutoscalerFact, ServiceKey, WorkloadFact } from '../facts/index.ts';
import type { MemberFact } from './owners.ts';
import { type IdentityConfig, serviceId, serviceNameOf } from './service-key.ts';

/** What is asked about the workloads that autoscalers name. */
interface Members {
  named(namespace: string, kind: string, name: string): MemberFact | undefined;
  seenBy(uid: string): Iterable<ServiceKey>;
}

// The group of every kind we watch that has a scale: a StatefulSet of another group is another thing.
const WATCHED_GROUP = 'apps';

/**
 * The autoscalers by what they scale. One belongs to the service of its target; as long as there is no such target
 * (it is missing, or of a kind that we do not watch), to the service that its own labels name.
 */
export class Autoscalers {
  readonly #members: Members;
  readonly #identity: IdentityConfig;
  readonly #byTarget = new Map<string, Set<AutoscalerFact>>();
  readonly #byLabels = new Map<string, Set<AutoscalerFact>>();

  constructor(members: Members, identity: IdentityConfig) {
    this.#members = members;
    this.#identity = identity;
  }

  add(fact: AutoscalerFact): void {
    file(this.#byTarget, targetId(fact), fact);
    file(this.#byLabels, this.#labelId(fact), fact);
  }

  /** Takes the very fact that was added. */
  remove(fact: AutoscalerFact): void {
    unfile(this.#byTarget, targetId(fact), fact);
    unfile(this.#byLabels, this.#labelId(fact), fact);
  }

  /** The services that see it. */
  homesOf(fact: AutoscalerFact): Iterable<ServiceKey> {
    const target = this.#targetOf(fact);
    if (target !== undefined) return this.#members.seenBy(target.uid);
    const home = this.#labelHomeOf(fact);
    return home === undefined ? [] : [home];
  }

  /** The services that own labels name, of those that scale this workload. */
  labelHomesOf(workload: WorkloadFact): readonly ServiceKey[] {
    const homes = this.#scaling(workload).map((fact) => this.#labelHomeOf(fact));
    return homes.filter((key) => key !== undefined);
  }

  /** Those of the service with these workloads, sorted by name. */
  of(key: ServiceKey, workloads: readonly WorkloadFact[]): readonly AutoscalerFact[] {
    const scaling = workloads.flatMap((workload) => this.#scaling(workload));
    const labelled = [...(this.#byLabels.get(serviceId(key)) ?? [])];
    const homeless = labelled.filter((fact) => this.#targetOf(fact) === undefined);
    return [...new Set([...scaling, ...homeless])].sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  }

  #scaling({ namespace, kind, name }: WorkloadFact): readonly AutoscalerFact[] {
    return [...(this.#byTarget.get(`${namespace}/${WATCHED_GROUP}/${kind}/${name}`) ?? [])];
  }

  #targetOf({ namespace, target: { group, kind, name } }: AutoscalerFact): MemberFact | undefined {
    return group === WATCHED_GROUP ? this.#members.named(namespace, kind, name) : undefined;
  }

  #labelId(fact: AutoscalerFact): string | undefined {
    const key = this.#labelHomeOf(fact);
    return key && serviceId(key);
  }

  #labelHomeOf({ namespace, labels }: AutoscalerFact): ServiceKey | undefined {
    const name = serviceNameOf(labels, this.#identity);
    return name === undefined ? undefined : { namespace, name };
  }
}

function targetId({ namespace, target: { group, kind, name } }: AutoscalerFact): string {
  return `${namespace}/${group}/${kind}/${name}`;
}

type Shelf = Map<string, Set<AutoscalerFact>>;

function file(shelf: Shelf, key: string | undefined, fact: AutoscalerFact): void {
  if (key !== undefined) shelf.set(key, (shelf.get(key) ?? new Set()).add(fact));
}

function unfile(shelf: Shelf, key: string | undefined, fact: AutoscalerFact): void {
  const filed = key === undefined ? undefined : shelf.get(key);
  if (key === undefined || filed === undefined) return;
  filed.delete(fact);
  if (filed.size === 0) shelf.delete(key);
}
