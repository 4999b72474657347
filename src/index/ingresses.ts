import type { IngressBackendFact, IngressFact } from '../facts/index.ts';
import { labelled, namesakes } from './homes.ts';
import { type IdentityConfig, serviceId } from './service-key.ts';
import { Shelves } from './shelves.ts';

/** The Ingresses by the Services that they name, and by the services that these, or they, may be meant for. */
export class Ingresses {
  readonly #identity: IdentityConfig;
  readonly #byBackend = new Shelves<IngressFact>();
  readonly #byHome = new Shelves<IngressFact>();

  constructor(identity: IdentityConfig) {
    this.#identity = identity;
  }

  add(fact: IngressFact): void {
    for (const id of backendIds(fact)) this.#byBackend.add(id, fact);
    for (const id of this.#homeIds(fact)) this.#byHome.add(id, fact);
  }

  /** Takes the very fact that was added. */
  remove(fact: IngressFact): void {
    for (const id of backendIds(fact)) this.#byBackend.remove(id, fact);
    for (const id of this.#homeIds(fact)) this.#byHome.remove(id, fact);
  }

  /** Those that name one of these Services, and those that may be meant for this service, sorted by name. */
  near(namespace: string, service: string, backends: readonly string[]): IngressFact[] {
    const found = new Set(this.#byHome.of(serviceId({ namespace, name: service })));
    for (const name of backends) {
      for (const fact of this.#byBackend.of(serviceId({ namespace, name }))) found.add(fact);
    }
    return [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** The names of the services that have to know when there is no such Service, most telling first. */
  homesOf({ labels, name }: IngressFact, backend: IngressBackendFact): readonly string[] {
    const byName = [...namesakes(backend.service), ...namesakes(name)];
    return [...new Set([...labelled(labels, this.#identity), ...byName])];
  }

  #homeIds(fact: IngressFact): ReadonlySet<string> {
    const names = fact.backends.flatMap((backend) => this.homesOf(fact, backend));
    return new Set(names.map((name) => serviceId({ namespace: fact.namespace, name })));
  }
}

function backendIds({ namespace, backends }: IngressFact): ReadonlySet<string> {
  return new Set(backends.map(({ service: name }) => serviceId({ namespace, name })));
}
