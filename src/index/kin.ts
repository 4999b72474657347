import { type MemberFact, WATCHED_KINDS } from './owners.ts';

const MEMBER_KINDS = ['Pod', ...WATCHED_KINDS];

/** Who is owned by whom, and who is called what. An owner may be known here before it has been seen. */
export class Kin<M extends { readonly fact: MemberFact }> {
  readonly #dependants = new Map<string, Set<M>>();
  readonly #byName = new Map<string, Map<string, M>>();

  link(member: M): void {
    const { namespace, kind, name, owner } = member.fact;
    const family = familyOf(namespace, kind);
    this.#byName.set(family, (this.#byName.get(family) ?? new Map()).set(name, member));
    if (owner === undefined) return;
    const siblings = this.#dependants.get(owner.uid) ?? new Set();
    this.#dependants.set(owner.uid, siblings.add(member));
  }

  /** Undoes `link`; call it before the member gets another fact. */
  unlink(member: M): void {
    const { namespace, kind, name, owner } = member.fact;
    const family = familyOf(namespace, kind);
    const names = this.#byName.get(family);
    // A successor of the same name may have arrived before this one was swept.
    if (names?.get(name) === member) names.delete(name);
    if (names?.size === 0) this.#byName.delete(family);
    if (owner === undefined) return;
    const siblings = this.#dependants.get(owner.uid);
    siblings?.delete(member);
    if (siblings?.size === 0) this.#dependants.delete(owner.uid);
  }

  dependantsOf(uid: string): Iterable<M> {
    return this.#dependants.get(uid) ?? [];
  }

  *inNamespace(namespace: string): Iterable<M> {
    for (const kind of MEMBER_KINDS) {
      yield* this.#byName.get(familyOf(namespace, kind))?.values() ?? [];
    }
  }

  named(namespace: string, kind: string, name: string): M | undefined {
    return this.#byName.get(familyOf(namespace, kind))?.get(name);
  }
}

function familyOf(namespace: string, kind: string): string {
  return `${namespace}/${kind}`;
}
