// Builders of facts: each makes a healthy object of namespace "shop"; a test overrides what it is about.
import type {
  AutoscalerFact,
  ClaimFact,
  ConditionFact,
  ContainerFact,
  CronJobFact,
  DeploymentFact,
  DisruptionBudgetFact,
  EndpointSliceFact,
  EventFact,
  IngressFact,
  JobFact,
  Labels,
  NamespaceFact,
  NetworkServiceFact,
  NodeFact,
  ObjectFact,
  OwnerReference,
  PodFact,
  QuotaFact,
  ReplicaSetFact,
  StatefulSetFact,
  StorageClassFact,
  TerminationFact,
  VolumeFact,
} from '../../src/facts/index.ts';

/** When all built objects were created: 2026-01-01T00:00:00Z. */
const CREATED_MS = 1_767_225_600_000;
/** An hour later, the "now" of most tests. */
export const NOW_MS = CREATED_MS + 3_600_000;

export function labels(pairs: Record<string, string> = {}): Labels {
  return new Map(Object.entries(pairs));
}

/** The reference that makes something belong to this object. */
export function ownedBy(owner: { kind: string; name: string; uid: string }): {
  owner: OwnerReference;
} {
  const { kind, name, uid } = owner;
  return { owner: { kind, name, uid } };
}

export function termination(overrides: Partial<TerminationFact> = {}): TerminationFact {
  return {
    exitCode: 1,
    signal: 0,
    reason: 'Error',
    message: '',
    startedMs: NOW_MS - 60_000,
    finishedMs: NOW_MS - 30_000,
    containerId: 'containerd://1',
    ...overrides,
  };
}

export function container(overrides: Partial<ContainerFact> = {}): ContainerFact {
  return {
    name: 'app',
    kind: 'main',
    image: 'registry.example/app:1.0',
    memoryLimit: '',
    hasStatus: true,
    ready: true,
    started: true,
    restartCount: 0,
    state: { kind: 'running', startedMs: CREATED_MS + 5_000 },
    terminations: [],
    ...overrides,
  };
}

export function pod(name: string, overrides: Partial<PodFact> = {}): PodFact {
  return {
    kind: 'Pod',
    ...object('Pod', name),
    versions: ['1.0'],
    phase: 'Running',
    statusReason: '',
    statusMessage: '',
    nodeName: 'node-1',
    restartPolicy: 'Always',
    schedulingGates: [],
    readinessGates: [],
    conditions: [
      { type: 'Ready', status: 'True', reason: '', message: '', sinceMs: CREATED_MS + 10_000 },
    ],
    initContainers: [],
    containers: [container()],
    ephemeralContainers: [],
    ...overrides,
  };
}

export function deployment(name: string, overrides: Partial<DeploymentFact> = {}): DeploymentFact {
  return {
    kind: 'Deployment',
    ...object('Deployment', name),
    ...workload(),
    desired: 1,
    paused: false,
    minReadySeconds: 0,
    progressDeadlineSeconds: 600,
    revision: '1',
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    ...overrides,
  };
}

export function replicaSet(name: string, overrides: Partial<ReplicaSetFact> = {}): ReplicaSetFact {
  return {
    kind: 'ReplicaSet',
    ...object('ReplicaSet', name),
    ...workload(),
    desired: 1,
    minReadySeconds: 0,
    revision: '1',
    replicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    ...overrides,
  };
}

export function job(name: string, overrides: Partial<JobFact> = {}): JobFact {
  return {
    kind: 'Job',
    ...object('Job', name),
    ...workload(),
    suspended: false,
    completions: 1,
    backoffLimit: 6,
    active: 1,
    succeeded: 0,
    failed: 0,
    startedMs: CREATED_MS,
    ...overrides,
  };
}

export function statefulSet(
  name: string,
  overrides: Partial<StatefulSetFact> = {},
): StatefulSetFact {
  return {
    kind: 'StatefulSet',
    ...object('StatefulSet', name),
    ...workload(),
    desired: 1,
    minReadySeconds: 0,
    firstOrdinal: 0,
    isOrdered: true,
    updateStrategy: 'RollingUpdate',
    partition: 0,
    currentRevision: 'a',
    updateRevision: 'a',
    replicas: 1,
    updatedReplicas: 1,
    ...overrides,
  };
}

export function cronJob(name: string, overrides: Partial<CronJobFact> = {}): CronJobFact {
  return {
    kind: 'CronJob',
    ...object('CronJob', name),
    ...workload(),
    observedGeneration: 0,
    jobLabels: labels(),
    suspended: false,
    failedHistoryLimit: 1,
    ...overrides,
  };
}

export function networkService(
  name: string,
  overrides: Partial<NetworkServiceFact> = {},
): NetworkServiceFact {
  return {
    kind: 'Service',
    ...object('Service', name),
    selector: labels(),
    ports: [],
    ...overrides,
  };
}

/** The only slice of the Service of this name. */
export function endpointSlice(
  service: string,
  overrides: Partial<EndpointSliceFact> = {},
): EndpointSliceFact {
  const { namespace: where, name, uid } = object('EndpointSlice', `${service}-x`);
  const identity = { namespace: where, name, uid };
  return { kind: 'EndpointSlice', ...identity, service, hasReady: true, ...overrides };
}

/** Sends all callers to port 80 of these Services. */
export function ingress(
  name: string,
  services: readonly string[],
  overrides: Partial<IngressFact> = {},
): IngressFact {
  const backends = services.map((service) => ({ service, port: '80', route: '/' }));
  return { kind: 'Ingress', ...object('Ingress', name), backends, ...overrides };
}

/** Wants all of three pods. */
export function disruptionBudget(
  name: string,
  overrides: Partial<DisruptionBudgetFact> = {},
): DisruptionBudgetFact {
  return {
    kind: 'PodDisruptionBudget',
    ...object('PodDisruptionBudget', name),
    selector: labels(),
    desiredHealthy: 3,
    expectedPods: 3,
    ...overrides,
  };
}

/** Ready since it was created. */
export function node(name: string, overrides: Partial<NodeFact> = {}): NodeFact {
  const uid = `node-${name}`;
  const ready = readiness('True');
  return {
    kind: 'Node',
    name,
    uid,
    createdMs: CREATED_MS,
    ready,
    isUnschedulable: false,
    ...overrides,
  };
}

/** Condition Ready of a node. */
export function readiness(status: ConditionFact['status'], sinceMs = CREATED_MS): ConditionFact {
  return { type: 'Ready', status, reason: 'KubeletReady', message: '', sinceMs };
}

/** Scales the Deployment of the same name, between one pod and five. */
export function autoscaler(name: string, overrides: Partial<AutoscalerFact> = {}): AutoscalerFact {
  return {
    kind: 'HorizontalPodAutoscaler',
    ...object('HorizontalPodAutoscaler', name),
    target: { group: 'apps', kind: 'Deployment', name },
    min: 1,
    max: 5,
    current: 1,
    desired: 1,
    conditions: [],
    ...overrides,
  };
}

/** Bound to volume pv-<name>. */
export function claim(name: string, overrides: Partial<ClaimFact> = {}): ClaimFact {
  const { labels: _, ...identity } = object('PersistentVolumeClaim', name);
  return {
    kind: 'PersistentVolumeClaim',
    ...identity,
    phase: 'Bound',
    volumeName: `pv-${name}`,
    conditions: [],
    ...overrides,
  };
}

/** Bound to a claim. */
export function volume(name: string, overrides: Partial<VolumeFact> = {}): VolumeFact {
  const uid = `volume-${name}`;
  return {
    kind: 'PersistentVolume',
    name,
    uid,
    createdMs: CREATED_MS,
    phase: 'Bound',
    message: '',
    ...overrides,
  };
}

export function storageClass(
  name: string,
  overrides: Partial<StorageClassFact> = {},
): StorageClassFact {
  return {
    kind: 'StorageClass',
    name,
    uid: `class-${name}`,
    provisioner: 'disk.example',
    isDefault: false,
    waitsForPod: false,
    ...overrides,
  };
}

/** In use, unless it is said when it was deleted. */
export function namespace(name: string, overrides: Partial<NamespaceFact> = {}): NamespaceFact {
  return { kind: 'Namespace', name, uid: `namespace-${name}`, ...overrides };
}

export function quota(
  name: string,
  hard: Readonly<Record<string, string>> = { pods: '10' },
  overrides: Partial<QuotaFact> = {},
): QuotaFact {
  return {
    kind: 'ResourceQuota',
    namespace: 'shop',
    name,
    uid: `quota-${name}`,
    hard: new Map(Object.entries(hard)),
    ...overrides,
  };
}

/** An event about this object; its own uid comes from its name. */
export function eventAbout(
  subject: { kind: string; namespace: string; name: string; uid: string },
  name: string,
  overrides: Partial<EventFact> = {},
): EventFact {
  return {
    kind: 'Event',
    namespace: subject.namespace,
    name,
    uid: `event-${name}`,
    involved: {
      kind: subject.kind,
      namespace: subject.namespace,
      name: subject.name,
      uid: subject.uid,
      container: '',
    },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed',
    count: 1,
    firstMs: NOW_MS - 60_000,
    lastMs: NOW_MS - 60_000,
    component: 'kubelet',
    ...overrides,
  };
}

function object(kind: string, name: string): ObjectFact {
  return {
    namespace: 'shop',
    name,
    uid: `${kind.toLowerCase()}-${name}`,
    createdMs: CREATED_MS,
    labels: labels(),
  };
}

function workload() {
  return { templateLabels: labels(), generation: 1, observedGeneration: 1, conditions: [] };
}
