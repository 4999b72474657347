import type { ConditionFact, EpochMs, ObjectFact } from './common.ts';

/** A core/v1 PersistentVolumeClaim: the storage that pods ask for by name. */
export interface ClaimFact extends Omit<ObjectFact, 'labels'> {
  readonly kind: 'PersistentVolumeClaim';
  /** Pending, Bound or Lost. */
  readonly phase: string;
  /** `spec.storageClassName`: empty when the claim wants none, undefined when nobody said. */
  readonly storageClass?: string;
  /** `spec.volumeName`: the volume that it has or asks for; empty when any will do. */
  readonly volumeName: string;
  /** Those about a change of size: they are there only meanwhile. */
  readonly conditions: readonly ConditionFact[];
}

/** A core/v1 PersistentVolume: the storage behind a claim. */
export interface VolumeFact {
  readonly kind: 'PersistentVolume';
  readonly name: string;
  readonly uid: string;
  readonly createdMs: EpochMs;
  readonly deletionMs?: EpochMs;
  /** Pending, Available, Bound, Released or Failed. */
  readonly phase: string;
  /** `status.message`, sanitised and redacted: why it failed. */
  readonly message: string;
  /** `spec.claimRef`: whose it is, also when that claim is gone. */
  readonly claim?: { readonly namespace: string; readonly name: string; readonly uid: string };
}

/** A storage.k8s.io/v1 StorageClass: who makes volumes, and when. */
export interface StorageClassFact {
  readonly kind: 'StorageClass';
  readonly name: string;
  readonly uid: string;
  readonly provisioner: string;
  /** Taken for claims that name none. */
  readonly isDefault: boolean;
  /** `volumeBindingMode: WaitForFirstConsumer`: a claim stays Pending until a pod of it has a node. */
  readonly waitsForPod: boolean;
}
