import type { EpochMs, Labels, ObjectFact } from './common.ts';
import type { ReportMemory, Thresholds } from './snapshot.ts';

/** A diagnosis that somebody decided not to hear of: it stays listed and counts for nothing. */
export interface IgnoredDiagnosis {
  readonly code: string;
  /** Without it the diagnosis is ignored for good. */
  readonly untilMs?: EpochMs;
  readonly justification: string;
  /** Who says so, such as "HealthRule/known-oom"; absent for the spec of the service itself. */
  readonly by?: string;
}

/** What a team asks of the logs of its service. */
export interface LogsSpec {
  /** False: none is read. */
  readonly isQuoted: boolean;
  readonly maxLines: number;
  /** Address of the full log, with {namespace} {pod} {container} {cluster} to fill in; empty for none. */
  readonly linkTemplate: string;
}

/** One of our own objects, as the API server holds it. */
export interface ServiceHealthFact extends ObjectFact {
  readonly kind: 'ServiceHealth';
  readonly resourceVersion: string;
  readonly generation: number;
  /** The label value that names the service: annotation `servicehealth.dev/service`, else the object's name. */
  readonly service: string;
  /** Discovery made it (label `servicehealth.dev/discovered: "true"`): only then may we ever delete it. */
  readonly isDiscovered: boolean;
  readonly spec: {
    /** `selector.matchLabels`; empty selects nothing. */
    readonly selector: Labels;
    readonly displayName: string;
    readonly owner: string;
    readonly suspend: boolean;
    readonly thresholds: Thresholds;
    readonly ignore: readonly IgnoredDiagnosis[];
    readonly logs: LogsSpec;
    /** What the pods are counted by: `version`, `zone`, … or `label:<key>`. Empty: the operator chooses. */
    readonly groupBy: readonly string[];
  };
  /** Read field by field: what is unusable is left out. Times in the future are for the reader to drop: we know no clock. */
  readonly memory: ReportMemory;
  /** Hash of the canonical status: equal when a write would change nothing. */
  readonly contentHash: string;
  /** `status.reportTime`; undefined before the first report. */
  readonly reportTimeMs?: EpochMs;
}
