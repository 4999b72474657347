// The pure heart: what is known of one service becomes one report. The operator, the replay and a dump all call this.

import { aggregate } from './aggregate/aggregate.ts';
import { suspendedReport } from './aggregate/suspended.ts';
import type { Report } from './aggregate/types.ts';
import { DEFAULT_LOG_LINES, DEFAULT_THRESHOLDS } from './api/spec.ts';
import { classify } from './classify/classify.ts';
import type { Classifier } from './classify/types.ts';
import type {
  EpochMs,
  Labels,
  MissingSource,
  ServiceHealthFact,
  ServiceKey,
  SharedCause,
} from './facts/index.ts';
import { createClock } from './index/clock.ts';
import type { HealthObject } from './index/service-registry.ts';
import { representativeLabels, takeSnapshot } from './index/snapshot.ts';
import type { ServiceIndex } from './index/store.ts';
import { inScope } from './own-rules/scope.ts';
import type { TeamRules } from './own-rules/types.ts';

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
  /** What the platform team adds; by default nothing. */
  readonly team?: TeamRules;
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
  const { thresholds, groupBy, logs } = spec;
  const team = teamFor(index, key, context);
  const readsLogs = logs.isQuoted;
  const snapshot = takeSnapshot(index, key, { clock, thresholds, missingSources, readsLogs });
  const findings = spec.suspend ? [] : classify(snapshot, [...rules, ...team.classifiers]);
  const judged = aggregate(snapshot, findings, {
    nowMs,
    cluster,
    generation,
    // What a team says of its own service comes first: it is told as the reason.
    ignore: [...spec.ignore, ...team.silences],
    annotations: team.annotations,
    groupBy,
    othersWith,
    logs,
  });
  const report = spec.suspend
    ? suspendedReport(judged, { memory: snapshot.memory, nowMs })
    : judged;
  return { report, nextLookMs: clock.nextChangeMs };
}

/** What the platform team says of this service. */
function teamFor<H extends HealthObject>(
  index: ServiceIndex<H>,
  key: ServiceKey,
  { team }: JudgeContext,
) {
  let labels: Labels | undefined;
  function labelsOf(): Labels {
    labels ??= representativeLabels(index, key);
    return labels;
  }
  const { classifiers = [], annotations = [], silences = [] } = team ?? {};
  return {
    classifiers: inScope(classifiers, key, labelsOf),
    annotations: inScope(annotations, key, labelsOf),
    silences: inScope(silences, key, labelsOf),
  };
}
