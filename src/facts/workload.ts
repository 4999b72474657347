import type { ConditionFact, EpochMs, Labels, ObjectFact } from './common.ts';

/** What all workload kinds have in common. */
interface WorkloadBase extends ObjectFact {
  /** Labels of `spec.template.metadata`: those the pods get, also when no pod could be made. */
  readonly templateLabels: Labels;
  /** `metadata.generation`. */
  readonly generation: number;
  /** `status.observedGeneration`; 0 when the controller has not looked yet. */
  readonly observedGeneration: number;
  /** Since when the controller owes a look at a change; undefined when it has looked, or nobody knows when that was. */
  readonly unobservedSinceMs?: EpochMs;
  readonly conditions: readonly ConditionFact[];
}

/** An apps/v1 Deployment. Counts are the controller's own from `status`, 0 when absent. */
export interface DeploymentFact extends WorkloadBase {
  readonly kind: 'Deployment';
  /** `spec.replicas`, 1 when absent. */
  readonly desired: number;
  readonly paused: boolean;
  readonly minReadySeconds: number;
  /** 600 when absent, the API server's default. */
  readonly progressDeadlineSeconds: number;
  /** Annotation `deployment.kubernetes.io/revision`, else empty. */
  readonly revision: string;
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

/** An apps/v1 ReplicaSet. */
export interface ReplicaSetFact extends WorkloadBase {
  readonly kind: 'ReplicaSet';
  readonly desired: number;
  readonly minReadySeconds: number;
  /** Annotation `deployment.kubernetes.io/revision`, else empty. */
  readonly revision: string;
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

/** A batch/v1 Job. */
export interface JobFact extends WorkloadBase {
  readonly kind: 'Job';
  readonly suspended: boolean;
  /** `spec.completions`, 1 when absent. */
  readonly completions: number;
  readonly backoffLimit: number;
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly startedMs?: EpochMs;
  readonly completedMs?: EpochMs;
}

/** An apps/v1 StatefulSet. */
export interface StatefulSetFact extends WorkloadBase {
  readonly kind: 'StatefulSet';
  /** `spec.replicas`, 1 when absent. */
  readonly desired: number;
  readonly minReadySeconds: number;
  /** `spec.ordinals.start`: the number in the name of its first pod. */
  readonly firstOrdinal: number;
  /** False with `podManagementPolicy: Parallel`: then no pod waits for another. */
  readonly isOrdered: boolean;
  /** With `OnDelete` a new revision waits until somebody deletes the pods. */
  readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
  /** `spec.updateStrategy.rollingUpdate.partition`: pods of a lower number keep their revision. */
  readonly partition: number;
  /** The revision that all pods had; `OnDelete` never moves it. Empty before the controller has looked. */
  readonly currentRevision: string;
  /** The revision of the spec, and the label `controller-revision-hash` of the pods that have it. */
  readonly updateRevision: string;
  readonly replicas: number;
  /** Pods of the update revision. */
  readonly updatedReplicas: number;
}

/** An apps/v1 DaemonSet. Its pods are counted by node. */
export interface DaemonSetFact extends WorkloadBase {
  readonly kind: 'DaemonSet';
  /** `status.desiredNumberScheduled`; 1 before the controller has counted the nodes: 0 would mean that none is wanted. */
  readonly desired: number;
  readonly minReadySeconds: number;
  /** With `OnDelete` a new revision waits until somebody deletes the pods. */
  readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
  /** `status.currentNumberScheduled`: the wanted nodes that have a pod. */
  readonly replicas: number;
  /** `status.updatedNumberScheduled`. */
  readonly updatedReplicas: number;
  /** `status.numberUnavailable`. */
  readonly unavailable: number;
  /** `status.numberMisscheduled`: nodes with a pod that should not have one; undefined when there are none. */
  readonly misscheduled?: number;
}

/** A batch/v1 CronJob. It has neither conditions nor an observed generation. */
export interface CronJobFact extends WorkloadBase {
  readonly kind: 'CronJob';
  /** Labels of `spec.jobTemplate.metadata`: those its Jobs get. `templateLabels` are those of their pods. */
  readonly jobLabels: Labels;
  readonly suspended: boolean;
  /** `spec.failedJobsHistoryLimit`, 1 when absent: more failed Jobs than that are on their way out. */
  readonly failedHistoryLimit: number;
  /** `status.lastSuccessfulTime`, which outlives the Job. */
  readonly lastSuccessMs?: EpochMs;
}

/** Every workload kind that is watched. */
export type WorkloadFact =
  | DeploymentFact
  | ReplicaSetFact
  | StatefulSetFact
  | DaemonSetFact
  | JobFact
  | CronJobFact;

/** The name of a workload in findings and reports: the top of the owner chain, so never a Deployment's ReplicaSet. */
export interface WorkloadReference {
  readonly kind: string;
  readonly name: string;
}
