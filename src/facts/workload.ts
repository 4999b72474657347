import type { ConditionFact, EpochMs, Labels, ObjectFact } from './common.ts';

/** What all workload kinds have in common. */
interface WorkloadBase extends ObjectFact {
  /** Labels of `spec.template.metadata`: those the pods get, also when no pod could be made. */
  readonly templateLabels: Labels;
  /** `metadata.generation`. */
  readonly generation: number;
  /** `status.observedGeneration`; 0 when the controller has not looked yet. */
  readonly observedGeneration: number;
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

/** Every workload kind that is watched. */
export type WorkloadFact = DeploymentFact | ReplicaSetFact | JobFact;

/** The name of a workload in findings and reports: the top of the owner chain, so never a Deployment's ReplicaSet. */
export interface WorkloadReference {
  readonly kind: string;
  readonly name: string;
}

/** A core/v1 Service: what it selects. Called so because "service" alone means ours. */
export interface NetworkServiceFact extends ObjectFact {
  readonly kind: 'Service';
  /** Empty when the Service selects nothing by itself. */
  readonly selector: Labels;
}
