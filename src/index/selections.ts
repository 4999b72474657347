import type { Labels, ServiceKey } from '../facts/index.ts';
import { isRetired, type MemberFact, templateLabelsOf } from './owners.ts';
import { type Selecting, Selectors } from './selectors.ts';

/** What one ServiceHealth object selects: by the uid at the top of each owner chain, the members that match. */
interface Selection extends Selecting {
  readonly key: ServiceKey;
  readonly roots: Map<string, Set<string>>;
}

/** A member that somebody selects. */
interface Picked {
  readonly root: string;
  readonly by: readonly Selection[];
}

/** A member, and the uid at the top of its owner chain. */
export interface RootedMember {
  readonly fact: MemberFact;
  readonly root: string;
}

/**
 * What `spec.selector` adds to services. A match, of a pod or of a pod template, brings the whole workload: with some
 * of its pods only, a workload would look broken. A change costs a look at the selectors that share a label with the
 * changed object; a new selector costs one at each object of its namespace.
 */
export class Selections {
  readonly #selectors = new Selectors<Selection>();
  readonly #byObject = new Map<string, Selection>();
  readonly #byRoot = new Map<string, Set<Selection>>();
  readonly #picked = new Map<string, Picked>();

  /** An object that selects, and all that it may select from. */
  open(
    uid: string,
    key: ServiceKey,
    { selector, members }: { selector: Labels; members: Iterable<RootedMember> },
  ): void {
    this.close(uid);
    if (selector.size === 0) return;
    const selection = { namespace: key.namespace, key, selector, roots: new Map() };
    this.#byObject.set(uid, selection);
    this.#selectors.add(selection);
    for (const { fact, root } of members) this.place(fact, root);
  }

  close(uid: string): void {
    const selection = this.#byObject.get(uid);
    if (selection === undefined) return;
    this.#byObject.delete(uid);
    this.#selectors.remove(selection);
    for (const [root, members] of selection.roots) {
      for (const member of members) this.#drop(selection, root, member);
    }
  }

  /** Again after each change of the member or of what is above it. */
  place(fact: MemberFact, root: string): void {
    const by = this.#matching(fact);
    if (by.length === 0 && !this.#picked.has(fact.uid)) return;
    this.remove(fact.uid);
    if (by.length === 0) return;
    this.#picked.set(fact.uid, { root, by });
    for (const selection of by) {
      const members = selection.roots.get(root) ?? new Set();
      selection.roots.set(root, members.add(fact.uid));
      const selections = this.#byRoot.get(root) ?? new Set();
      this.#byRoot.set(root, selections.add(selection));
    }
  }

  remove(uid: string): void {
    const picked = this.#picked.get(uid);
    for (const selection of picked?.by ?? []) this.#drop(selection, picked?.root ?? '', uid);
  }

  /** The services that see what is under this root, besides the one it was discovered for. */
  *onlookers(namespace: string, root: string): Iterable<ServiceKey> {
    for (const { key } of this.#byRoot.get(root) ?? []) {
      // A reference to an owner of another namespace leads nowhere, and shows nothing.
      if (key.namespace === namespace) yield key;
    }
  }

  /** No object selects anything, which is the common case. */
  isEmpty(): boolean {
    return this.#byRoot.size === 0;
  }

  /** By uid. */
  rootsOf(objectUid: string): Iterable<string> {
    return this.#byObject.get(objectUid)?.roots.keys() ?? [];
  }

  #matching(fact: MemberFact): readonly Selection[] {
    if (isRetired(fact)) return [];
    return [...this.#selectors.selecting(fact.namespace, templateLabelsOf(fact))];
  }

  #drop(selection: Selection, root: string, member: string): void {
    const picked = this.#picked.get(member);
    const by = picked?.by.filter((other) => other !== selection) ?? [];
    if (by.length === 0) this.#picked.delete(member);
    else this.#picked.set(member, { root, by });
    const members = selection.roots.get(root);
    members?.delete(member);
    if (members === undefined || members.size > 0) return;
    selection.roots.delete(root);
    const selections = this.#byRoot.get(root);
    selections?.delete(selection);
    if (selections?.size === 0) this.#byRoot.delete(root);
  }
}
