import type { ConditionFact, EpochMs } from './common.ts';
import type { ResourceAmounts } from './resources.ts';

/** A core/v1 Node, as far as the pods on it need to know. Its heartbeats are not read: they change each few minutes. */
export interface NodeFact {
  readonly kind: 'Node';
  readonly name: string;
  readonly uid: string;
  /** Label `topology.kubernetes.io/zone`; absent where nobody has labelled it. */
  readonly zone?: string;
  readonly createdMs: EpochMs;
  /** `metadata.deletionTimestamp`: somebody takes the node away. */
  readonly deletionMs?: EpochMs;
  /** Condition `Ready`; undefined when the node has not said anything yet. Unknown means that its kubelet is silent. */
  readonly ready?: ConditionFact;
  /** Those of the conditions MemoryPressure, DiskPressure and PIDPressure that are True; absent when none is. */
  readonly pressures?: readonly ConditionFact[];
  /** `spec.unschedulable`: cordoned, which `kubectl drain` does first. */
  readonly isUnschedulable: boolean;
  /** `status.allocatable`: what it has for pods; undefined when the kubelet has not said. */
  readonly allocatable?: ResourceAmounts;
}
