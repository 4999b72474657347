// The heart: key → snapshot → findings → report → status. Called by the queue, one call per service at a time.

import type { Classifier } from './classify/types.ts';
import type {
  EpochMs,
  Labels,
  MissingSource,
  ServiceHealthFact,
  ServiceKey,
} from './facts/index.ts';
import type { Admissions } from './index/admissions.ts';
import { objectNameOf } from './index/service-key.ts';
import { representativeLabels } from './index/snapshot.ts';
import type { ServiceIndex } from './index/store.ts';
import { type Judgement, judge, NO_SPEC } from './judge.ts';
import type { LogReading } from './log-reading.ts';
import type { TeamRules } from './own-rules/types.ts';
import type { Disposal } from './status/deleter.ts';
import type { Echoes } from './status/echoes.ts';
import { heartbeatOf } from './status/heartbeat.ts';
import type { Pace } from './status/pace.ts';
import { renderStatus } from './status/render.ts';
import type { WriteOutcome, WriteRequest } from './status/write-types.ts';

/** What reconciling takes; all of it belongs to one cluster. */
export interface ReconcileContext {
  readonly index: ServiceIndex<ServiceHealthFact>;
  readonly rules: readonly Classifier[];
  /** What the platform team adds at this moment. */
  readonly teamRules: () => TeamRules;
  readonly cluster: string;
  readonly copyLabels: (labels: Labels) => Labels;
  readonly serverNow: () => EpochMs;
  readonly missingSources: (namespace: string) => readonly MissingSource[];
  /** What is known may be old: a word may be told, but not vouched for with a fresh time. */
  readonly isStale: () => boolean;
  readonly write: (request: WriteRequest) => Promise<WriteOutcome>;
  /** Asked for an object whose service has nothing left. */
  readonly dispose: (object: ServiceHealthFact, nowMs: EpochMs) => Promise<Disposal>;
  /** Which logs are read. */
  readonly logs: Pick<LogReading, 'specOf' | 'want'>;
  readonly echoes: Echoes;
  readonly pace: Pace;
  /** Which services get an object where there are too many. */
  readonly admissions: Pick<Admissions, 'admits' | 'leave'>;
}

/** What became of one look at a service. */
export interface Reconciled {
  readonly outcome: WriteOutcome['kind'] | 'deleted' | 'waiting' | 'tooMany' | 'nothing';
  /** When to look again although nothing happens. */
  readonly nextLookMs: EpochMs | undefined;
}

/** Throws only when the write failed: then the queue tries again, later each time. */
export async function reconcile(key: ServiceKey, context: ReconcileContext): Promise<Reconciled> {
  const { index, echoes, pace, admissions, logs } = context;
  const nowMs = context.serverNow();
  const object = index.healthObject(key);
  if (object === undefined && !index.hasWorkloads(key)) {
    echoes.forget(key);
    pace.forget(key);
    logs.want(key, { wanted: [], maxLines: 0 });
    admissions.leave(key);
    return nothing();
  }
  const waitUntilMs = echoes.waitUntilMs(key, object?.resourceVersion, nowMs);
  if (waitUntilMs !== undefined) return { outcome: 'waiting', nextLookMs: waitUntilMs };
  if (!admissions.admits(key, object !== undefined)) {
    return { outcome: 'tooMany', nextLookMs: undefined };
  }
  const disposal = await disposed(key, object, context, nowMs);
  if (disposal.kind === 'deleted') return { outcome: 'deleted', nextLookMs: undefined };
  const { report, nextLookMs } = judged(key, object, context, nowMs);
  const restUntilMs = pace.restUntilMs(key, report, object?.memory, nowMs);
  if (restUntilMs !== undefined) return { outcome: 'waiting', nextLookMs: restUntilMs };
  const heartbeat = heartbeatOf(key, object, { nowMs, isStale: context.isStale() });
  const outcome = await context.write({
    ...addressed(key, object),
    labels: context.copyLabels(representativeLabels(index, key)),
    status: renderStatus(report),
    heartbeat: heartbeat.isDue,
  });
  noteWritten(key, outcome, context, nowMs);
  if (isToBeRetried(outcome)) throw new WriteNotDone(outcome);
  const looks = [nextLookMs, disposal.nextLookMs].filter((ms) => ms !== undefined);
  return { outcome: outcome.kind, nextLookMs: Math.min(heartbeat.nextLookMs, ...looks) };
}

function noteWritten(
  key: ServiceKey,
  outcome: WriteOutcome,
  { echoes, pace }: ReconcileContext,
  nowMs: EpochMs,
): void {
  if (outcome.kind !== 'written') return;
  echoes.expect(key, outcome.held.resourceVersion, nowMs);
  pace.wrote(key, nowMs);
}

async function disposed(
  key: ServiceKey,
  object: ServiceHealthFact | undefined,
  { index, dispose }: ReconcileContext,
  nowMs: EpochMs,
): Promise<Disposal> {
  const isLeftOver = object !== undefined && !index.hasWorkloads(key);
  return isLeftOver ? await dispose(object, nowMs) : { kind: 'kept', nextLookMs: undefined };
}

function judged(
  key: ServiceKey,
  object: ServiceHealthFact | undefined,
  { index, rules, teamRules, cluster, missingSources, logs }: ReconcileContext,
  nowMs: EpochMs,
): Judgement {
  const asked = object?.spec ?? NO_SPEC;
  const spec = { ...asked, logs: logs.specOf(asked.logs) };
  const judgement = judge(index, key, {
    rules,
    team: teamRules(),
    cluster,
    missingSources: missingSources(key.namespace),
    spec,
    generation: object?.generation,
    nowMs,
  });
  const { wantedLogs: wanted } = judgement.report;
  logs.want(key, { wanted, maxLines: spec.logs.maxLines });
  return judgement;
}

/** The object that the report goes to: the one that is there, else one named after the service. */
function addressed(
  { namespace, name }: ServiceKey,
  object: ServiceHealthFact | undefined,
): Pick<WriteRequest, 'namespace' | 'name' | 'service' | 'held'> {
  return { namespace, name: object?.name ?? objectNameOf(name), service: name, held: object };
}

/** The report did not reach the API server, and trying again may help. */
export class WriteNotDone extends Error {
  readonly outcome: WriteOutcome;

  constructor(outcome: WriteOutcome) {
    super(outcome.kind === 'failed' ? outcome.message : (REASONS[outcome.kind] ?? outcome.kind));
    this.name = 'WriteNotDone';
    this.outcome = outcome;
  }
}

/** Ends that another try may mend, in words for the log and for /readyz. */
const REASONS: Readonly<Partial<Record<WriteOutcome['kind'], string>>> = {
  conflict: 'somebody else changes the object at the same time',
  gone: 'the object was deleted meanwhile',
  resourceAbsent: 'the API server does not serve ServiceHealth, its CRD is missing',
};

function isToBeRetried(outcome: WriteOutcome): boolean {
  return outcome.kind === 'failed' ? outcome.isRetryable : REASONS[outcome.kind] !== undefined;
}

function nothing(): Reconciled {
  return { outcome: 'nothing', nextLookMs: undefined };
}
