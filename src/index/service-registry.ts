import type { Labels, PodFact, ReportMemory, ServiceKey, WorkloadFact } from '../facts/index.ts';
import { objectNameOf, serviceId } from './service-key.ts';

/** What the index needs of a ServiceHealth object; its source may keep more. */
export interface HealthObject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The name of the service it reports on, which the object's own name may only resemble. */
  readonly service: string;
  readonly memory: ReportMemory;
  /** The pods it has besides the discovered ones; empty selects nothing. */
  readonly spec: { readonly selector: Labels };
}

/** One service with all that belongs to it, by uid. */
export interface ServiceEntry<H extends HealthObject> {
  readonly key: ServiceKey;
  readonly pods: Map<string, PodFact>;
  readonly workloads: Map<string, WorkloadFact>;
  readonly objects: Map<string, H>;
}

/** The services that something belongs to. One that nothing belongs to any more is forgotten. */
export class ServiceRegistry<H extends HealthObject> {
  readonly #entries = new Map<string, ServiceEntry<H>>();
  readonly #byNamespace = new Map<string, Set<ServiceEntry<H>>>();

  get(key: ServiceKey): ServiceEntry<H> | undefined {
    return this.#entries.get(serviceId(key));
  }

  /** The entry of this service, made when it is the first time it is asked for. */
  open(key: ServiceKey): ServiceEntry<H> {
    const id = serviceId(key);
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry = { key, pods: new Map(), workloads: new Map(), objects: new Map() };
    this.#entries.set(id, entry);
    const neighbours = this.#byNamespace.get(key.namespace) ?? new Set();
    this.#byNamespace.set(key.namespace, neighbours.add(entry));
    return entry;
  }

  /** Forgets the entry if it is empty. */
  close(entry: ServiceEntry<H>): void {
    if (entry.pods.size + entry.workloads.size + entry.objects.size > 0) return;
    this.#entries.delete(serviceId(entry.key));
    const neighbours = this.#byNamespace.get(entry.key.namespace);
    neighbours?.delete(entry);
    if (neighbours?.size === 0) this.#byNamespace.delete(entry.key.namespace);
  }

  all(): Iterable<ServiceEntry<H>> {
    return this.#entries.values();
  }

  inNamespace(namespace: string): Iterable<ServiceEntry<H>> {
    return this.#byNamespace.get(namespace) ?? [];
  }
}

/** The one object that stands for the service, should several claim it: ours by name, else the first by name. */
export function leadingObject<H extends HealthObject>(entry: ServiceEntry<H>): H | undefined {
  const objects = [...entry.objects.values()].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  const ourName = objectNameOf(entry.key.name);
  return objects.find((object) => object.name === ourName) ?? objects[0];
}
