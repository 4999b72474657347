import type {
  ConditionFact,
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

/** What makes a pod ready, without the node controller: its containers, and what else has to agree. */
function makers({ conditions, readinessGates }: PodFact): readonly (ConditionFact | undefined)[] {
  return ['ContainersReady', ...readinessGates].map((type) => condition(conditions, type));
}

/**
 * Whether the pod is unready because its node is lost: the node controller then takes back Ready alone, while the
 * kubelet, which would take back ContainersReady first, is silent.
 */
export function isOnLostNode(pod: PodFact): boolean {
  if (condition(pod.conditions, 'Ready')?.status === 'True') return false;
  return makers(pod).every((maker) => maker?.status === 'True');
}

/**
 * Since when the pod has been ready; undefined while it is not. A node that is heard of again gets Ready back for its
 * pods, but ContainersReady never left them: what a probe takes and gives back moves both.
 */
export function readySinceMs(pod: PodFact): EpochMs | undefined {
  const ready = condition(pod.conditions, 'Ready');
  return ready?.status === 'True' ? (madeReadyMs(pod) ?? ready.sinceMs) : undefined;
}

/** Since when all that makes it ready says so; undefined when one of them does not, or not since when. */
function madeReadyMs(pod: PodFact): EpochMs | undefined {
  const sinceMs = makers(pod).map((maker) => {
    return maker?.status === 'True' ? (maker.sinceMs ?? Number.NaN) : Number.NaN;
  });
  const latestMs = Math.max(...sinceMs);
  return Number.isNaN(latestMs) ? undefined : latestMs;
}

/** The same by the last word of the kubelet, which holds while its node is silent. */
export function lastReadySinceMs(pod: PodFact): EpochMs | undefined {
  const { conditions, createdMs } = pod;
  if (isOnLostNode(pod)) return madeReadyMs(pod) ?? createdMs;
  return condition(conditions, 'Ready')?.status === 'True'
    ? (readySinceMs(pod) ?? createdMs)
    : undefined;
}
