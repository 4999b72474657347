import type { NodeFact, PodFact } from '../facts/index.ts';

/** The nodes, and which pods are on which. A pod may be known here before its node. */
export class Nodes {
  readonly #facts = new Map<string, NodeFact>();
  readonly #residents = new Map<string, Set<string>>();

  set(fact: NodeFact): void {
    this.#facts.set(fact.name, fact);
  }

  delete({ name, uid }: NodeFact): void {
    // A node that registers anew may be here before its predecessor is swept.
    if (this.#facts.get(name)?.uid === uid) this.#facts.delete(name);
  }

  /** Keeps up with where the pod is: before a change and after it, undefined where there is no pod. */
  move(before: PodFact | undefined, now: PodFact | undefined): void {
    if (before?.nodeName === now?.nodeName && before?.uid === now?.uid) return;
    if (before !== undefined) this.#leave(before);
    if (now !== undefined) this.#settle(now);
  }

  /** Uids of the pods on the node. */
  residentsOf(name: string): Iterable<string> {
    return this.#residents.get(name) ?? [];
  }

  /** Those the pods are on, each once, sorted by name. */
  of(pods: readonly PodFact[]): readonly NodeFact[] {
    const names = [...new Set(pods.map(({ nodeName }) => nodeName))].sort();
    return names.map((name) => this.#facts.get(name)).filter((fact) => fact !== undefined);
  }

  #settle({ nodeName, uid }: PodFact): void {
    if (nodeName === '') return;
    const residents = this.#residents.get(nodeName) ?? new Set();
    this.#residents.set(nodeName, residents.add(uid));
  }

  #leave({ nodeName, uid }: PodFact): void {
    const residents = this.#residents.get(nodeName);
    residents?.delete(uid);
    if (residents?.size === 0) this.#residents.delete(nodeName);
  }
}
