import type { NamespaceFact, QuotaFact } from '../facts/index.ts';

/** More quotas than anybody gives a namespace. */
const MAX_QUOTAS = 20;

/** Which namespaces are being deleted, and how much the others may hold. */
export class Namespaces {
  readonly #ending = new Map<string, NamespaceFact>();
  readonly #quotas = new Map<string, Map<string, QuotaFact>>();

  set(fact: NamespaceFact): void {
    // A cluster has thousands of them, of which a few are on their way out.
    if (fact.deletionMs === undefined) this.#ending.delete(fact.name);
    else this.#ending.set(fact.name, fact);
  }

  delete({ name, uid }: NamespaceFact): void {
    // One that was made anew may be here before its predecessor is swept.
    if (this.#ending.get(name)?.uid === uid) this.#ending.delete(name);
  }

  /** The namespace, while it is being deleted. */
  ending(name: string): NamespaceFact | undefined {
    return this.#ending.get(name);
  }

  setQuota(fact: QuotaFact): void {
    const { namespace, name } = fact;
    const quotas = this.#quotas.get(namespace) ?? new Map<string, QuotaFact>();
    this.#quotas.set(namespace, quotas.set(name, fact));
  }

  deleteQuota({ namespace, name, uid }: QuotaFact): void {
    const quotas = this.#quotas.get(namespace);
    if (quotas?.get(name)?.uid !== uid) return;
    quotas.delete(name);
    if (quotas.size === 0) this.#quotas.delete(namespace);
  }

  /** Those of the namespace, sorted by name. */
  quotasOf(namespace: string): readonly QuotaFact[] {
    const quotas = [...(this.#quotas.get(namespace)?.values() ?? [])];
    return quotas.sort((left, right) => (left.name < right.name ? -1 : 1)).slice(0, MAX_QUOTAS);
  }
}
