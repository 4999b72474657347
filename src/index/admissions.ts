import type { ServiceKey } from '../facts/index.ts';

/** A service among those of its namespace. */
export interface Neighbour {
  readonly name: string;
  readonly hasObject: boolean;
}

/** What admissions are made of. */
export interface AdmissionOptions {
  readonly maxPerNamespace: number;
  /** All services of a namespace that something belongs to or that have an object. */
  readonly neighbours: (namespace: string) => Iterable<Neighbour>;
  /** A place is free: this one waits for it. */
  readonly onRoom: (key: ServiceKey) => void;
}

interface Places {
  /** Names that have an object, or were told that they may. */
  readonly held: Set<string>;
  readonly waiting: Set<string>;
}

/**
 * Which services get an object where there are too many for their namespace: those that have one keep it, the others
 * come in the order of their names, and nobody's place is taken away. So the choice is the same after a restart.
 */
export class Admissions {
  readonly #options: AdmissionOptions;
  readonly #places = new Map<string, Places>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Asked at each look at a service that has anything at all. */
  admits({ namespace, name }: ServiceKey, hasObject: boolean): boolean {
    const places = this.#places.get(namespace) ?? { held: new Set(), waiting: new Set() };
    this.#places.set(namespace, places);
    const isHeld = hasObject || places.held.has(name) || this.#hasRoom(namespace, name, places);
    places[isHeld ? 'held' : 'waiting'].add(name);
    if (isHeld) places.waiting.delete(name);
    return isHeld;
  }

  /** The service is gone with its object, and another one may come. */
  leave({ namespace, name }: ServiceKey): void {
    const places = this.#places.get(namespace);
    if (places === undefined) return;
    const { held, waiting } = places;
    const wasWaiting = waiting.delete(name);
    held.delete(name);
    if (held.size + waiting.size === 0) this.#places.delete(namespace);
    const next = wasWaiting ? undefined : firstOf(waiting);
    if (next === undefined) return;
    // It asks again, or has gone meanwhile: then, as it does not wait any more, the next one is called.
    waiting.delete(next);
    this.#options.onRoom({ namespace, name: next });
  }

  /** How many services have no object, and one of the namespaces that they are in. */
  overflow(): { readonly services: number; readonly namespace: string } {
    let services = 0;
    let found = '';
    for (const [namespace, { held, waiting }] of this.#places) {
      if (waiting.size === 0) continue;
      const all = this.#neighbours(namespace);
      const kept = all.filter(({ name, hasObject }) => hasObject || held.has(name)).length;
      const left = all.length - Math.max(kept, this.#options.maxPerNamespace);
      if (left <= 0) continue;
      services += left;
      found ||= namespace;
    }
    return { services, namespace: found };
  }

  #hasRoom(namespace: string, name: string, { held }: Places): boolean {
    const { maxPerNamespace } = this.#options;
    const neighbours = this.#neighbours(namespace);
    if (neighbours.length <= maxPerNamespace) return true;
    let before = 0;
    for (const other of neighbours) {
      if (other.hasObject || held.has(other.name) || other.name < name) before += 1;
    }
    return before < maxPerNamespace;
  }

  #neighbours(namespace: string): readonly Neighbour[] {
    return [...this.#options.neighbours(namespace)];
  }
}

function firstOf(names: Iterable<string>): string | undefined {
  let first: string | undefined;
  for (const name of names) if (first === undefined || name < first) first = name;
  return first;
}
