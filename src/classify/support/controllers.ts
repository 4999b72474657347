import type {
  EpochMs,
  PodFact,
  ServicePod,
  StatefulSetFact,
  WorkloadReference,
} from '../../facts/index.ts';
import { condition } from './pods.ts';

// What only the pods of StatefulSets and DaemonSets have: a number, a revision, and a node of their own.

/** The pods of one workload, in the order of the snapshot. */
export function podsOf(
  { kind, name }: WorkloadReference,
  pods: readonly ServicePod[],
): readonly ServicePod[] {
  return pods.filter(({ workload }) => workload.kind === kind && workload.name === name);
}

/** The number at the end of the name of a StatefulSet's pod. */
export function ordinalOf({ name }: PodFact): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

/** The label in which the controllers of StatefulSets and DaemonSets write the revision of a pod. */
const REVISION_LABEL = 'controller-revision-hash';

/** Whether the pod is of the newest revision, as far as it tells. */
export function isUpdated({ labels }: PodFact, { updateRevision }: StatefulSetFact): boolean {
  return (labels.get(REVISION_LABEL) ?? updateRevision) === updateRevision;
}

/** How many of its pods a StatefulSet is told to leave at their revision. */
export function keptByPartition({ partition, firstOrdinal, desired }: StatefulSetFact): number {
  return Math.min(Math.max(0, partition - firstOrdinal), desired);
}

/**
 * Whether the pod is unready because its node is lost: the node controller then takes back Ready alone, while the
 * kubelet, which would take back ContainersReady first, is silent.
 */
export function isOnLostNode({ conditions, readinessGates }: PodFact): boolean {
  if (readinessGates.length > 0) return false;
  const isReady = condition(conditions, 'Ready')?.status === 'True';
  return !isReady && condition(conditions, 'ContainersReady')?.status === 'True';
}

/**
 * Since when the pod has been ready; undefined while it is not. A node that is heard of again gets Ready back for its
 * pods, but ContainersReady never left them: what a probe takes and gives back moves both.
 */
export function readySinceMs({ conditions, readinessGates }: PodFact): EpochMs | undefined {
  const ready = condition(conditions, 'Ready');
  if (ready?.status !== 'True') return undefined;
  const containers = condition(conditions, 'ContainersReady');
  const isKubelets = readinessGates.length === 0 && containers?.status === 'True';
  return isKubelets ? (containers.sinceMs ?? ready.sinceMs) : ready.sinceMs;
}

/** The same by the last word of the kubelet, which holds while its node is silent. */
export function lastReadySinceMs(pod: PodFact): EpochMs | undefined {
  const { conditions, createdMs } = pod;
  if (isOnLostNode(pod)) return condition(conditions, 'ContainersReady')?.sinceMs ?? createdMs;
  return condition(conditions, 'Ready')?.status === 'True'
    ? (readySinceMs(pod) ?? createdMs)
    : undefined;
}
