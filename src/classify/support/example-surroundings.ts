// What stands around the services of examples: their nodes, autoscalers and storage.
import type {
  AutoscalerFact,
  ClaimFact,
  ConditionFact,
  EventFact,
  NamespaceFact,
  NodeFact,
  PodFact,
  QuotaFact,
  ServicePod,
  StorageClassFact,
  VolumeFact,
} from '../../facts/index.ts';
import { unscheduledPod } from './example-pods.ts';
import { ago, condition, event } from './examples.ts';

const AGE_SECONDS = 86_400;

/** Node node-1, where the example pod is: a day old and ready. */
export function node(facts: Partial<NodeFact> = {}): NodeFact {
  const name = facts.name ?? 'node-1';
  return {
    kind: 'Node',
    name,
    uid: `uid-${name}`,
    createdMs: ago(AGE_SECONDS),
    ready: condition('Ready', 'True', { reason: 'KubeletReady', sinceMs: ago(AGE_SECONDS - 60) }),
    isUnschedulable: false,
    ...facts,
  };
}

/** Condition Ready of a node whose kubelet has been silent for so many seconds. */
export function silent(seconds: number): ConditionFact {
  return condition('Ready', 'Unknown', {
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    sinceMs: ago(seconds),
  });
}

/** A condition of a node that is short of something, as its kubelet writes it. */
export function pressed(type: string, seconds = 120): ConditionFact {
  return condition(type, 'True', { reason: `KubeletHas${type}`, sinceMs: ago(seconds) });
}

/** HorizontalPodAutoscaler web, which runs 2 to 5 pods of Deployment web and now 3. */
export function autoscaler(facts: Partial<AutoscalerFact> = {}): AutoscalerFact {
  return {
    kind: 'HorizontalPodAutoscaler',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-hpa-web',
    createdMs: ago(AGE_SECONDS),
    labels: new Map(),
    target: { group: 'apps', kind: 'Deployment', name: 'web' },
    min: 2,
    max: 5,
    current: 3,
    desired: 3,
    conditions: [condition('ScalingActive', 'True', { reason: 'ValidMetricFound' })],
    ...facts,
  };
}

/** Condition ScalingActive of an autoscaler that has had no metrics for so many seconds. */
export function unreadable(message: string, seconds: number): ConditionFact {
  return condition('ScalingActive', 'False', {
    reason: 'FailedGetResourceMetric',
    message: `the HPA was unable to compute the replica count: ${message}`,
    sinceMs: ago(seconds),
  });
}

/** kube-scheduler 1.34 about a claim without a volume. */
const UNBOUND =
  '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found';

/** A pod that has had no node for five minutes, because its claim data has no volume. */
export function podWithClaim(facts: Partial<PodFact> = {}, message = UNBOUND): ServicePod {
  const waiting = unscheduledPod(message, 300);
  return { ...waiting, pod: { ...waiting.pod, claims: ['data'], ...facts } };
}

/** Claim data: ten minutes old and without a volume. */
export function claim(facts: Partial<ClaimFact> = {}): ClaimFact {
  const name = facts.name ?? 'data';
  return {
    kind: 'PersistentVolumeClaim',
    namespace: 'shop',
    name,
    uid: `uid-claim-${name}`,
    createdMs: ago(600),
    phase: 'Pending',
    volumeName: '',
    conditions: [],
    ...facts,
  };
}

/** Volume disk-1, which nobody has claimed. */
export function volume(facts: Partial<VolumeFact> = {}): VolumeFact {
  return {
    kind: 'PersistentVolume',
    name: 'disk-1',
    uid: 'uid-volume-disk-1',
    createdMs: ago(AGE_SECONDS),
    phase: 'Available',
    message: '',
    ...facts,
  };
}

/** Storage class fast. */
export function storageClass(facts: Partial<StorageClassFact> = {}): StorageClassFact {
  const name = facts.name ?? 'fast';
  return {
    kind: 'StorageClass',
    name,
    uid: `uid-class-${name}`,
    provisioner: 'disk.example.com',
    isDefault: false,
    waitsForPod: false,
    ...facts,
  };
}

/** Namespace shop, which somebody deleted so many seconds ago. */
export function endingNamespace(
  seconds: number,
  obstacles?: readonly ConditionFact[],
): NamespaceFact {
  return {
    kind: 'Namespace',
    name: 'shop',
    uid: 'uid-shop',
    deletionMs: ago(seconds),
    ...(obstacles && { obstacles }),
  };
}

/** Quota compute of the namespace. */
export function quota(hard: Readonly<Record<string, string>>): QuotaFact {
  return {
    kind: 'ResourceQuota',
    namespace: 'shop',
    name: 'compute',
    uid: 'uid-quota-compute',
    hard: new Map(Object.entries(hard)),
  };
}

/** An event about claim data, from the volume controller. */
export function claimEvent(
  reason: string,
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  const involved = {
    kind: 'PersistentVolumeClaim',
    name: 'data',
    uid: 'uid-claim-data',
    container: '',
  };
  return event(reason, message, {
    component: 'persistentvolume-controller',
    ...facts,
    involved,
  });
}
