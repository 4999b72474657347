import type { EpochMs } from './common.ts';

/** One Kubernetes Event about one object of a service. */
export interface EventFact {
  readonly kind: 'Event';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly involved: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    /** Empty when the writer left it out: then kind, namespace and name identify the object. */
    readonly uid: string;
    /** The container's name from `fieldPath` ("spec.containers{app}"), else empty. */
    readonly container: string;
  };
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** Sanitised, redacted, at most 1,024 characters. */
  readonly message: string;
  /** `series.count`, else `count`, else 1. */
  readonly count: number;
  /** `firstTimestamp`, else `eventTime`, else the creation time. */
  readonly firstMs: EpochMs;
  /** series.lastObservedTime, else lastTimestamp, else eventTime, else firstTimestamp, else the creation time. */
  readonly lastMs: EpochMs;
  /** `reportingComponent`, else `source.component`: who says so. */
  readonly component: string;
}
