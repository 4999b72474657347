import type { AutoscalerFact } from './autoscaler.ts';
import type { EpochMs } from './common.ts';
import type { EventFact } from './event.ts';
import type { LogCaptureFact, RememberedLog } from './log.ts';
import type { NamespaceFact, QuotaFact } from './namespace.ts';
import type { NodeFact } from './node.ts';
import type { PodFact } from './pod.ts';
import type { Capacity } from './resources.ts';
import type {
  DisruptionBudgetFact,
  EndpointSliceFact,
  NetworkServiceFact,
  ServiceIngress,
} from './routing.ts';
import type { ReportedCause } from './shared-cause.ts';
import type { ClaimFact, StorageClassFact, VolumeFact } from './storage.ts';
import type { WorkloadFact, WorkloadReference } from './workload.ts';

/** A service is a name in a namespace. `name` is the label's value, before it is made a DNS name. */
export interface ServiceKey {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Time is asked, not read. The clock remembers the nearest instant at which one of its answers would change, and the
 * service is looked at again exactly then. An instant in the future counts as now.
 */
export interface Clock {
  /** True once `durationMs` have passed since `instant`. */
  atLeast(instant: EpochMs, durationMs: number): boolean;
}

/** A pod of the service with the workload it belongs to (the pod itself when nothing owns it). */
export interface ServicePod {
  readonly pod: PodFact;
  readonly workload: WorkloadReference;
  /** The direct owner's name when that is a ReplicaSet, else empty: tells an old revision from a new one. */
  readonly replicaSet: string;
}

/** A workload of the service; ReplicaSets of a Deployment are listed too, with the Deployment as `root`. */
export interface ServiceWorkload {
  readonly workload: WorkloadFact;
  readonly root: WorkloadReference;
}

/** What a run of the judgement may be tuned by, from `spec.thresholds`. */
export interface Thresholds {
  /** Percent of desired pods below which a workload counts as down. 0 to 100, default 0: down means none. */
  readonly minReadyPercent: number;
  /** How far back a termination counts as current. Seconds, default 900. */
  readonly restartWindowSeconds: number;
  /** The least time a starting pod gets. Seconds, default 120. */
  readonly startupGraceSeconds: number;
}

/** Everything the judgement sees of one service: frozen, complete, of one moment. */
export interface ServiceSnapshot {
  readonly service: ServiceKey;
  readonly clock: Clock;
  readonly thresholds: Thresholds;
  /** Sorted by name. */
  readonly pods: readonly ServicePod[];
  /** About the service's pods, workloads, ReplicaSets and claims; oldest first. */
  readonly events: readonly EventFact[];
  /** Sorted by kind, then name. */
  readonly workloads: readonly ServiceWorkload[];
  /** Those that select at least one pod or pod template of the service. */
  readonly networkServices: readonly NetworkServiceFact[];
  /** Those that are meant for the service, by label or name, and select nothing of the namespace; sorted by name. */
  readonly strayServices: readonly NetworkServiceFact[];
  /** Those of `networkServices`, as far as they can be watched; sorted by name. */
  readonly endpointSlices: readonly EndpointSliceFact[];
  /** Those that send callers to these Services, or would, were there such a Service; sorted by name. */
  readonly ingresses: readonly ServiceIngress[];
  /** Those that select a pod or pod template of the service; sorted by name. */
  readonly disruptionBudgets: readonly DisruptionBudgetFact[];
  /** Those that the service's pods are on, as far as nodes can be watched; sorted by name. */
  readonly nodes: readonly NodeFact[];
  /** What the nodes of the cluster offer; only while a pod of the service has no node, and nodes can be watched. */
  readonly capacity?: Capacity;
  /** Those that scale a workload of the service; sorted by name. */
  readonly autoscalers: readonly AutoscalerFact[];
  /** Those that the service's pods mount, as far as they exist and can be watched; sorted by name. */
  readonly claims: readonly ClaimFact[];
  /** Those that these claims have or ask for; sorted by name. */
  readonly volumes: readonly VolumeFact[];
  /** All of the cluster, while a claim has no volume; sorted by name. */
  readonly storageClasses: readonly StorageClassFact[];
  /** The namespace of the service, only while it is being deleted and namespaces can be watched. */
  readonly namespace?: NamespaceFact;
  /** Those of the namespace; sorted by name. */
  readonly quotas: readonly QuotaFact[];
  /** What runs of the service's containers said last, as far as logs may be read; sorted by pod, then container. */
  readonly logs: readonly LogCaptureFact[];
  /** Required sources that are refused or absent for good, with the rule that would fix it; empty when all are live. */
  readonly missingSources: readonly MissingSource[];
  /** What the last report of this service said, read from the object itself. */
  readonly memory: ReportMemory;
}

/** A required source that cannot be watched: shown in `DataComplete`, makes the word Unknown. */
export interface MissingSource {
  readonly resource: string;
  readonly apiGroup: string;
  readonly verb: string;
  readonly required: boolean;
  readonly why: 'refused' | 'absent';
  /** Where a Role would have to allow it; undefined for a watch over all namespaces. */
  readonly namespace?: string;
}

/** One diagnosis as the last report had it. */
export interface RememberedDiagnosis {
  readonly id: string;
  readonly code: string;
  readonly state: 'active' | 'recovered' | 'ignored';
  readonly reason: string;
  readonly firstSeenMs: EpochMs;
  readonly lastSeenMs: EpochMs;
  readonly count: number;
  readonly evidence: readonly {
    readonly object: string;
    readonly field?: string;
    readonly value: string;
    readonly timeMs?: EpochMs;
  }[];
  readonly sample: readonly string[];
  readonly sharedCause?: ReportedCause;
  /** Absent when it quoted none. */
  readonly logs?: readonly RememberedLog[];
  /** What its pods were said to share. */
  readonly suspects?: readonly { readonly dimension: string; readonly value: string }[];
  /** The revision that it was said to have come with. */
  readonly releaseRevision?: string;
}

/** An Event that the last report rested on; the API server may have forgotten it since. */
export interface RememberedEvent
  extends Pick<
    EventFact,
    'uid' | 'type' | 'reason' | 'message' | 'count' | 'firstMs' | 'lastMs' | 'component'
  > {
  /** Its namespace is that of the report. */
  readonly involved: Omit<EventFact['involved'], 'namespace'>;
}

/** What survives a restart of the operator, because it is in the ServiceHealth object. */
export interface ReportMemory {
  /** Empty before the first report. */
  readonly health: string;
  readonly healthSinceMs?: EpochMs;
  readonly diagnoses: readonly RememberedDiagnosis[];
  readonly conditions: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly sinceMs: EpochMs;
  }[];
  readonly transitions: readonly {
    readonly timeMs: EpochMs;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
  readonly events: readonly RememberedEvent[];
}
