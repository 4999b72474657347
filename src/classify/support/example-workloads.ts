import type {
  ConditionFact,
  CronJobFact,
  DaemonSetFact,
  DeploymentFact,
  EventFact,
  JobFact,
  ReplicaSetFact,
  ServiceWorkload,
  StatefulSetFact,
  WorkloadReference,
} from '../../facts/index.ts';
import { ago, condition, event } from './examples.ts';

const LABELS = new Map([['app', 'web']]);

const BASE = {
  namespace: 'shop',
  createdMs: ago(3600),
  labels: LABELS,
  templateLabels: LABELS,
  generation: 1,
  observedGeneration: 1,
  conditions: [],
};

const ROOT: WorkloadReference = { kind: 'Deployment', name: 'web' };

/** Deployment web with three of three pods. */
export function deployment(facts: Partial<DeploymentFact> = {}): ServiceWorkload {
  const workload: DeploymentFact = {
    ...BASE,
    kind: 'Deployment',
    name: 'web',
    uid: 'uid-web',
    desired: 3,
    paused: false,
    minReadySeconds: 0,
    progressDeadlineSeconds: 600,
    revision: '1',
    replicas: 3,
    updatedReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    ...facts,
  };
  return { workload, root: { kind: 'Deployment', name: workload.name } };
}

/** ReplicaSet web-7c9d of Deployment web with three of three pods. */
export function replicaSet(facts: Partial<ReplicaSetFact> = {}): ServiceWorkload {
  const workload: ReplicaSetFact = {
    ...BASE,
    kind: 'ReplicaSet',
    name: 'web-7c9d',
    uid: 'uid-web-7c9d',
    owner: { kind: 'Deployment', name: 'web', uid: 'uid-web' },
    desired: 3,
    minReadySeconds: 0,
    revision: '1',
    replicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    ...facts,
  };
  return { workload, root: ROOT };
}

/** Job migrate, running its first try. */
export function job(facts: Partial<JobFact> = {}, root?: WorkloadReference): ServiceWorkload {
  const workload: JobFact = {
    ...BASE,
    kind: 'Job',
    name: 'migrate',
    uid: 'uid-migrate',
    suspended: false,
    completions: 1,
    backoffLimit: 6,
    active: 1,
    succeeded: 0,
    failed: 0,
    startedMs: ago(3600),
    ...facts,
  };
  return { workload, root: root ?? { kind: 'Job', name: workload.name } };
}

/** Job migrate, given up ten minutes ago after its three tries. */
export function failedJob(facts: Partial<JobFact> = {}, root?: WorkloadReference): ServiceWorkload {
  const failure = condition('Failed', 'True', {
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
    sinceMs: ago(600),
  });
  return job({ active: 0, failed: 3, backoffLimit: 2, conditions: [failure], ...facts }, root);
}

/** Job migrate, failed for this reason. */
export function failedBecause(reason: string, message: string): ServiceWorkload {
  return failedJob({ conditions: [condition('Failed', 'True', { reason, message })] });
}

/** What a controller writes into its status and into an event when the API server refuses its pods. */
export function refused(message: string): ConditionFact {
  return condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message });
}

/** The world in which Deployment web gets no third pod, and this is what the API server says. */
export function refusedWorld(message: string): { readonly workloads: readonly ServiceWorkload[] } {
  return { workloads: [deployment({ replicas: 2, conditions: [refused(message)] })] };
}

/** The event of the same. */
export function refusalEvent(message: string, { workload }: ServiceWorkload): EventFact {
  const { kind, name, uid } = workload;
  return event('FailedCreate', message, { involved: { kind, name, uid, container: '' } });
}

/** StatefulSet db with three of three pods, all of its only revision. */
export function statefulSet(facts: Partial<StatefulSetFact> = {}): ServiceWorkload {
  const workload: StatefulSetFact = {
    ...BASE,
    kind: 'StatefulSet',
    name: 'db',
    uid: 'uid-db',
    desired: 3,
    minReadySeconds: 0,
    firstOrdinal: 0,
    isOrdered: true,
    updateStrategy: 'RollingUpdate',
    partition: 0,
    currentRevision: 'db-6b7c',
    updateRevision: 'db-6b7c',
    replicas: 3,
    updatedReplicas: 3,
    ...facts,
  };
  return { workload, root: { kind: 'StatefulSet', name: workload.name } };
}

/** DaemonSet agent with a pod on each of three nodes. */
export function daemonSet(facts: Partial<DaemonSetFact> = {}): ServiceWorkload {
  const workload: DaemonSetFact = {
    ...BASE,
    kind: 'DaemonSet',
    name: 'agent',
    uid: 'uid-agent',
    desired: 3,
    minReadySeconds: 0,
    updateStrategy: 'RollingUpdate',
    replicas: 3,
    updatedReplicas: 3,
    unavailable: 0,
    ...facts,
  };
  return { workload, root: { kind: 'DaemonSet', name: workload.name } };
}

/** An event of the CronJob controller about CronJob nightly. */
export function cronJobEvent(reason: string, message: string): EventFact {
  const involved = { kind: 'CronJob', name: 'nightly', uid: 'uid-nightly', container: '' };
  return event(reason, message, { component: 'cronjob-controller', involved });
}

/** CronJob nightly, which has not run yet. */
export function cronJob(facts: Partial<CronJobFact> = {}): ServiceWorkload {
  const workload: CronJobFact = {
    ...BASE,
    kind: 'CronJob',
    name: 'nightly',
    uid: 'uid-nightly',
    observedGeneration: 0,
    jobLabels: LABELS,
    suspended: false,
    failedHistoryLimit: 1,
    ...facts,
  };
  return { workload, root: { kind: 'CronJob', name: workload.name } };
}
