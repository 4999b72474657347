import type { ClaimFact, PodFact, StorageClassFact, VolumeFact } from '../facts/index.ts';

/** More classes than anybody could choose from. */
const MAX_CLASSES = 100;

/**
 * Volume claims with the pods that mount them, the volumes behind them, and the storage classes. A claim belongs to
 * whoever mounts it; a pod may be known here before its claim, and a claim before its volume.
 */
export class Storage {
  readonly #claims = new Map<string, ClaimFact>();
  readonly #users = new Map<string, Set<string>>();
  readonly #unbound = new Set<string>();
  readonly #byVolume = new Map<string, Set<string>>();
  readonly #volumes = new Map<string, VolumeFact>();
  readonly #classes = new Map<string, StorageClassFact>();

  addClaim(fact: ClaimFact): void {
    const id = claimId(fact);
    this.#claims.set(id, fact);
    if (fact.phase !== 'Bound') this.#unbound.add(id);
    if (fact.volumeName !== '') file(this.#byVolume, fact.volumeName, id);
  }

  removeClaim(fact: ClaimFact): void {
    const id = claimId(fact);
    // One that was made anew may be here before its predecessor is swept.
    if (this.#claims.get(id)?.uid !== fact.uid) return;
    this.#claims.delete(id);
    this.#unbound.delete(id);
    if (fact.volumeName !== '') unfile(this.#byVolume, fact.volumeName, id);
  }

  setVolume(fact: VolumeFact): void {
    this.#volumes.set(fact.name, fact);
  }

  deleteVolume({ name, uid }: VolumeFact): void {
    if (this.#volumes.get(name)?.uid === uid) this.#volumes.delete(name);
  }

  setClass(fact: StorageClassFact): void {
    this.#classes.set(fact.name, fact);
  }

  deleteClass({ name, uid }: StorageClassFact): void {
    if (this.#classes.get(name)?.uid === uid) this.#classes.delete(name);
  }

  /** Keeps up with what the pod mounts: before a change and after it, undefined where there is no pod. */
  move(before: PodFact | undefined, now: PodFact | undefined): void {
    // A pod's volumes never change.
    if (before !== undefined && now !== undefined) return;
    for (const id of idsOf(before)) unfile(this.#users, id, before?.uid ?? '');
    for (const id of idsOf(now)) file(this.#users, id, now?.uid ?? '');
  }

  claim(namespace: string, name: string): ClaimFact | undefined {
    return this.#claims.get(`${namespace}/${name}`);
  }

  /** Uids of the pods that mount the claim. */
  usersOf(namespace: string, name: string): Iterable<string> {
    return this.#users.get(`${namespace}/${name}`) ?? [];
  }

  /** Uids of the pods behind the volume. */
  usersOfVolume(name: string): Iterable<string> {
    return this.#usersOfAll(this.#byVolume.get(name) ?? []);
  }

  /** Uids of the pods whose claims have no volume. */
  usersOfUnbound(): Iterable<string> {
    return this.#usersOfAll(this.#unbound);
  }

  /** The claims of these pods, each once, sorted by name. */
  claimsOf(pods: readonly PodFact[]): readonly ClaimFact[] {
    const ids = [...new Set(pods.flatMap((pod) => idsOf(pod)))].sort();
    return ids.map((id) => this.#claims.get(id)).filter((fact) => fact !== undefined);
  }

  /** The volumes that these claims name, each once, sorted by name. */
  volumesOf(claims: readonly ClaimFact[]): readonly VolumeFact[] {
    const names = [...new Set(claims.map(({ volumeName }) => volumeName))].sort();
    return names.map((name) => this.#volumes.get(name)).filter((fact) => fact !== undefined);
  }

  /** All there are, sorted by name, when one of the claims may need to be told. */
  classesFor(claims: readonly ClaimFact[]): readonly StorageClassFact[] {
    if (claims.every(({ phase }) => phase === 'Bound')) return [];
    const classes = [...this.#classes.values()];
    return classes.sort((left, right) => (left.name < right.name ? -1 : 1)).slice(0, MAX_CLASSES);
  }

  *#usersOfAll(ids: Iterable<string>): Iterable<string> {
    for (const id of ids) yield* this.#users.get(id) ?? [];
  }
}

function claimId({ namespace, name }: ClaimFact): string {
  return `${namespace}/${name}`;
}

function idsOf(pod: PodFact | undefined): readonly string[] {
  return (pod?.claims ?? []).map((claim) => `${pod?.namespace ?? ''}/${claim}`);
}

function file(shelf: Map<string, Set<string>>, key: string, value: string): void {
  const values = shelf.get(key) ?? new Set();
  shelf.set(key, values.add(value));
}

function unfile(shelf: Map<string, Set<string>>, key: string, value: string): void {
  const values = shelf.get(key);
  values?.delete(value);
  if (values?.size === 0) shelf.delete(key);
}
