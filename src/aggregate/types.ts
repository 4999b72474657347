import type { HealthWord } from '../api/health.ts';
import type { Confidence, Evidence, Severity } from '../classify/types.ts';
import type {
  EpochMs,
  EventFact,
  RememberedLog,
  ReportedCause,
  WantedLog,
  WorkloadReference,
} from '../facts/index.ts';

/** What a run said last, or why that is not told. */
export interface ReportLog {
  readonly pod: string;
  readonly container: string;
  readonly hasEnded: boolean;
  /** Undefined when only the link or the note is told. */
  readonly quote?: Pick<
    RememberedLog,
    | 'run'
    | 'atMs'
    | 'lines'
    | 'fingerprint'
    | 'failure'
    | 'cause'
    | 'pods'
    | 'alike'
    | 'redactions'
    | 'isCut'
  >;
  /** Empty when there are lines, or a link alone. */
  readonly note: string;
  /** Empty when the team has no template. */
  readonly url: string;
}

/** One problem of the service: findings of the same cause on the same container of the same workload, merged over pods. */
export interface ReportDiagnosis {
  readonly id: string;
  readonly code: string;
  readonly reason: string;
  readonly severity: Severity;
  readonly state: 'active' | 'recovered' | 'ignored';
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly string[];
  readonly commands: readonly string[];
  readonly docURL: string;
  readonly evidence: readonly Evidence[];
  readonly affected: {
    readonly pods: number;
    readonly sample: readonly string[];
    readonly workloads: readonly string[];
    readonly containers: readonly string[];
  };
  /** Codes that only follow from this one. */
  readonly consequences: readonly string[];
  /** What other services may have trouble with too; the number is already in steps. */
  readonly sharedCause?: ReportedCause;
  readonly firstSeenMs: EpochMs;
  readonly lastSeenMs: EpochMs;
  /** Already in steps. */
  readonly count: number;
  readonly logs: readonly ReportLog[];
}

/** One condition; `changedMs` is kept from the last report while the status stays. */
export interface ReportCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly changedMs: EpochMs;
}

export type Rollout = 'Complete' | 'InProgress' | 'Stuck' | 'Paused';

/** One workload's line. Absent numbers do not apply to the kind. */
export interface ReportWorkload extends WorkloadReference {
  readonly role: string;
  readonly health: HealthWord;
  readonly desired: number;
  readonly available: number;
  readonly updated?: number;
  readonly rollout?: Rollout;
}

/** One autoscaler's line. Empty reasons: nothing keeps it from scaling. */
export interface ReportAutoscaler {
  readonly name: string;
  /** "Deployment/web". */
  readonly target: string;
  readonly min: number;
  readonly max: number;
  readonly current: number;
  readonly desired: number;
  readonly limited: string;
  readonly inactive: string;
}

/** What the judgement says of one service, before it is a Kubernetes object: instants are numbers, nothing is cut. */
export interface Report {
  readonly observedGeneration?: number;
  readonly health: HealthWord;
  readonly healthSinceMs: EpochMs;
  readonly summary: string;
  /** Empty when there is no active problem. */
  readonly topIssue: string;
  readonly issues: number;
  readonly pods: {
    readonly desired: number;
    readonly ready: number;
    readonly failing: number;
    readonly pending: number;
    readonly restarting: number;
    readonly terminating: number;
  };
  readonly restarts: number;
  readonly versions: readonly string[];
  readonly cluster: string;
  readonly conditions: readonly ReportCondition[];
  readonly diagnoses: readonly ReportDiagnosis[];
  readonly workloads: readonly ReportWorkload[];
  readonly autoscalers: readonly ReportAutoscaler[];
  readonly transitions: readonly {
    readonly timeMs: EpochMs;
    readonly from: HealthWord;
    readonly to: HealthWord;
    readonly reason: string;
  }[];
  readonly commands: readonly string[];
  /** Those that the diagnoses rest on, the most important first. */
  readonly events: readonly EventFact[];
  /** What could be told if it were read; not part of the status. */
  readonly wantedLogs: readonly WantedLog[];
}
