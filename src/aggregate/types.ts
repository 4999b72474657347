import type { HealthWord } from '../api/health.ts';
import type { Confidence, Evidence, Severity } from '../classify/types.ts';
import type {
  EpochMs,
  EventFact,
  IgnoredDiagnosis,
  RememberedLog,
  ReportedCause,
  RuleLink,
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
  /** The HealthRule that says so; absent for what the operator knows itself. */
  readonly rule?: string;
  readonly runbookURL?: string;
  readonly links?: readonly RuleLink[];
  /** What the platform team adds. */
  readonly note?: string;
  /** Who ignores it and why; only in state ignored. */
  readonly ignored?: IgnoredDiagnosis;
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
  /** What its pods share and healthy ones do not, the most telling first; absent where nothing is certain enough. */
  readonly suspects?: readonly ReportSuspect[];
  /** The revision that it came with, where that is plain. */
  readonly release?: ReportRelease;
  readonly firstSeenMs: EpochMs;
  readonly lastSeenMs: EpochMs;
  /** Already in steps. */
  readonly count: number;
  readonly logs: readonly ReportLog[];
}

/** One trait of the failing pods. The counts are of all live pods, also of those that have yet to show how they are. */
export interface ReportSuspect {
  readonly dimension: string;
  readonly value: string;
  /** Of `of` pods with it. */
  readonly failing: number;
  readonly of: number;
  /** Of `elsewhere` pods without it. */
  readonly failingElsewhere: number;
  readonly elsewhere: number;
}

/** A revision of a Deployment, as its ReplicaSets tell. */
export interface ReportRelease {
  /** The Deployment controller's number, such as 3. */
  readonly revision: string;
  /** That of the revision which did without the problem. */
  readonly previous: string;
  /** What the new one runs that the previous one did not; of all its images where nobody can tell. */
  readonly images: readonly string[];
  /** The commit it was built from; empty where no label or annotation says. */
  readonly commit: string;
  readonly sinceMs: EpochMs;
  /** Pods of the previous revision go on without the problem; else the service was Healthy until this one came. */
  readonly isBeside: boolean;
}

/** One condition; `changedMs` is kept from the last report while the status stays. */
export interface ReportCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly changedMs: EpochMs;
}

/** The pods by their values in one dimension: those with the most failing pods first. */
export interface ReportBreakdown {
  readonly dimension: string;
  readonly values: readonly {
    readonly value: string;
    readonly pods: number;
    readonly failing: number;
  }[];
  /** How many values there are besides. */
  readonly others: number;
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
  /** The pods counted by what they differ in; empty when nothing fails and nobody asked for it. */
  readonly breakdowns?: readonly ReportBreakdown[];
  /** Those that the diagnoses rest on, the most important first. */
  readonly events: readonly EventFact[];
  /** What could be told if it were read; not part of the status. */
  readonly wantedLogs: readonly WantedLog[];
}
