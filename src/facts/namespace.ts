import type { ConditionFact, EpochMs } from './common.ts';

/** A core/v1 Namespace, as far as its end goes. */
export interface NamespaceFact {
  readonly kind: 'Namespace';
  readonly name: string;
  readonly uid: string;
  /** When somebody deleted it. It stays until nothing is left in it. */
  readonly deletionMs?: EpochMs;
  /** The conditions that are True, which tell what keeps it from going. Absent while none does. */
  readonly obstacles?: readonly ConditionFact[];
}

/** A core/v1 ResourceQuota: how much may be in a namespace. What is used changes with each pod, and is not kept. */
export interface QuotaFact {
  readonly kind: 'ResourceQuota';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** `status.hard`: "requests.cpu" → "10". A Map, so that a key such as `__proto__` is only a key. */
  readonly hard: ReadonlyMap<string, string>;
}
