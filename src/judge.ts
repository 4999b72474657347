// The pure heart: what is known of one service becomes one report. The operator, the replay and a dump all call this.

import { aggregate } from './aggregate/aggregate.ts';
import { suspendedReport } from './aggregate/suspended.ts';
import type { Report } from './aggregate/types.ts';
import { DEFAULT_LOG_LINES, DEFAULT_THRESHOLDS } from './api/spec.ts';
import { classify } from './classify/classify.ts';
import type { Classifier } from './classify/types.ts';
import type {
  EpochMs,
  MissingSource,
  ServiceHealthFact,
  ServiceKey,
  SharedCause,
} from './facts/index.ts';
import { createClock } from './index/clock.ts';
import type { HealthObject } from './index/service-registry.ts';
import { takeSnapshot } from './index/snapshot.ts';
import type { ServiceIndex } from './index/store.ts';

/** What a team asks of the judgement. */
export type JudgedSpec = Pick<
  ServiceHealthFact['spec'],
  'suspend' | 'thresholds' | 'ignore' | 'groupBy' | 'logs'
>;

/** Where nobody asks for anything. */
export const NO_SPEC: JudgedSpec = {
  suspend: false,
  thresholds: DEFAULT_THRESHOLDS,
  ignore: [],
  logs: { isQuoted: true, maxLines: DEFAULT_LOG_LINES, linkTemplate: '' },
  groupBy: [],
};

/** What the judgement takes besides the facts. */
export interface JudgeContext {
  readonly rules: readonly Classifier[];
  readonly cluster: string;
  readonly spec: JudgedSpec;
  readonly missingSources: readonly MissingSource[];
  readonly nowMs: EpochMs;
  /** `metadata.generation` of the object; undefined before there is one. */
  readonly generation: number | undefined;
  /** How many other services have trouble with the same; by default as many as their reports say. */
  readonly othersWith?: (cause: SharedCause) => number;
}

/** A report, and when it would be another one although nothing happens. */
export interface Judgement {
  readonly report: Report;
  readonly nextLookMs: EpochMs | undefined;
}

export function judge<H extends HealthObject>(
  index: ServiceIndex<H>,
  key: ServiceKey,
  context: JudgeContext,
): Judgement {
  const { rules, cluster, spec, missingSources, nowMs, generation } = context;
  const { othersWith = (cause) => index.sharedCauses.othersThan(key, cause) } = context;
  const clock = createClock(nowMs);
  const { thresholds, ignore, groupBy, logs } = spec;
  const readsLogs = logs.isQuoted;
  const snapshot = takeSnapshot(index, key, { clock, thresholds, missingSources, readsLogs });
  const findings = spec.suspend ? [] : classify(snapshot, rules);
  const given = { nowMs, cluster, generation, ignore, groupBy, othersWith, logs };
  const judged = aggregate(snapshot, findings, given);
  const report = spec.suspend
    ? suspendedReport(judged, { memory: snapshot.memory, nowMs })
    : judged;
  return { report, nextLookMs: clock.nextChangeMs };
}
