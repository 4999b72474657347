// The words every other stage speaks: what all Kubernetes objects have in common, once they are facts.

/** An instant in milliseconds since the epoch, UTC. Instants never carry a time zone or a Date object. */
export type EpochMs = number;

/** Label or selector pairs. A Map, so that a key such as `__proto__` is only a key. Interned: equal sets are one Map. */
export type Labels = ReadonlyMap<string, string>;

/** The controlling owner of an object, from the one `metadata.ownerReferences` entry with `controller: true`. */
export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** What every watched object has. Bounded: names <= 253 characters, as the API server enforces. */
export interface ObjectFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdMs: EpochMs;
  /** `metadata.deletionTimestamp`: when the grace period ends, not when deletion was asked for. */
  readonly deletionMs?: EpochMs;
  /** `metadata.deletionGracePeriodSeconds`. */
  readonly deletionGraceSeconds?: number;
  readonly labels: Labels;
  readonly owner?: OwnerReference;
}

/** One `status.conditions` entry; `message` is sanitised, redacted and cut to 1,024 characters. */
export interface ConditionFact {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  /** `lastTransitionTime`. */
  readonly sinceMs?: EpochMs;
  /** `lastUpdateTime`, which only Deployments have. */
  readonly updatedMs?: EpochMs;
}
