import type {
  AutoscalerFact,
  ClaimFact,
  ConditionFact,
  NetworkServiceFact,
  NodeFact,
  StorageClassFact,
  VolumeFact,
} from '../facts/index.ts';

// Whether two facts of one object say the same. A new resourceVersion alone is no reason to look at a service: a
// node's heartbeat and an autoscaler's metrics change nothing that is kept, and come by the thousand.

export function isSameNode(before: NodeFact, now: NodeFact): boolean {
  return (
    before.uid === now.uid &&
    before.isUnschedulable === now.isUnschedulable &&
    before.deletionMs === now.deletionMs &&
    isSameOffer(before.allocatable, now.allocatable) &&
    areSame(asList(before.ready), asList(now.ready)) &&
    areSame(before.pressures ?? [], now.pressures ?? [])
  );
}

function isSameOffer(before: NodeFact['allocatable'], now: NodeFact['allocatable']): boolean {
  return (
    before?.cpuMillis === now?.cpuMillis &&
    before?.memoryBytes === now?.memoryBytes &&
    before?.storageBytes === now?.storageBytes
  );
}

export function isSameAutoscaler(before: AutoscalerFact, now: AutoscalerFact): boolean {
  return (
    before.labels === now.labels &&
    before.min === now.min &&
    before.max === now.max &&
    before.current === now.current &&
    before.desired === now.desired &&
    before.lastScaleMs === now.lastScaleMs &&
    isSameTarget(before.target, now.target) &&
    areSame(before.conditions, now.conditions)
  );
}

export function isSameNetworkService(before: NetworkServiceFact, now: NetworkServiceFact): boolean {
  return (
    before.selector === now.selector &&
    before.labels === now.labels &&
    before.deletionMs === now.deletionMs
  );
}

export function isSameClaim(before: ClaimFact, now: ClaimFact): boolean {
  return (
    before.uid === now.uid &&
    before.phase === now.phase &&
    before.storageClass === now.storageClass &&
    before.volumeName === now.volumeName &&
    before.deletionMs === now.deletionMs &&
    areSame(before.conditions, now.conditions)
  );
}

export function isSameVolume(before: VolumeFact, now: VolumeFact): boolean {
  return (
    before.uid === now.uid &&
    before.phase === now.phase &&
    before.message === now.message &&
    before.deletionMs === now.deletionMs &&
    before.claim?.uid === now.claim?.uid
  );
}

export function isSameStorageClass(before: StorageClassFact, now: StorageClassFact): boolean {
  return (
    before.provisioner === now.provisioner &&
    before.isDefault === now.isDefault &&
    before.waitsForPod === now.waitsForPod
  );
}

function isSameTarget(before: AutoscalerFact['target'], now: AutoscalerFact['target']): boolean {
  return before.group === now.group && before.kind === now.kind && before.name === now.name;
}

function asList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function areSame(before: readonly ConditionFact[], now: readonly ConditionFact[]): boolean {
  return before.length === now.length && before.every((one, index) => isSame(one, now[index]));
}

function isSame(before: ConditionFact, now: ConditionFact | undefined): boolean {
  return (
    before.type === now?.type &&
    before.status === now.status &&
    before.reason === now.reason &&
    before.message === now.message &&
    before.sinceMs === now.sinceMs
  );
}
