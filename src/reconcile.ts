// The heart: key → snapshot → findings → report → status. Called by the queue, one call per service at a time.

import { DEFAULT_THRESHOLDS } from './api/spec.ts';
import type { Classifier } from './classify/types.ts';
import type {
  EpochMs,
  Labels,
  MissingSource,
  ServiceHealthFact,
  ServiceKey,
} from './facts/index.ts';
import { objectNameOf } from './index/service-key.ts';
import { representativeLabels } from './index/snapshot.ts';
import type { ServiceIndex } from './index/store.ts';
import { judge } from './judge.ts';
import type { Echoes } from './status/echoes.ts';
import { heartbeatDueMs } from './status/heartbeat.ts';
import { renderStatus } from './status/render.ts';
import type { WriteOutcome, WriteRequest } from './status/write-types.ts';

/** What reconciling takes; all of it belongs to one cluster. */
export interface ReconcileContext {
  readonly index: ServiceIndex<ServiceHealthFact>;
  readonly rules: readonly Classifier[];
  readonly cluster: string;
  readonly copyLabels: (labels: Labels) => Labels;
  readonly serverNow: () => EpochMs;
  readonly missingSources: () => readonly MissingSource[];
  readonly write: (request: WriteRequest) => Promise<WriteOutcome>;
  readonly echoes: Echoes;
}

/** What became of one look at a service. */
export interface Reconciled {
  readonly outcome: WriteOutcome['kind'] | 'waiting' | 'nothing';
  /** When to look again although nothing happens. */
  readonly nextLookMs: EpochMs | undefined;
}

/** Throws only when the write failed: then the queue tries again, later each time. */
export async function reconcile(key: ServiceKey, context: ReconcileContext): Promise<Reconciled> {
  const { index, echoes } = context;
  const nowMs = context.serverNow();
  const object = index.healthObject(key);
  if (object === undefined && !index.hasWorkloads(key)) return nothing();
  const waitUntilMs = echoes.waitUntilMs(key, object?.resourceVersion, nowMs);
  if (waitUntilMs !== undefined) return { outcome: 'waiting', nextLookMs: waitUntilMs };
  const { report, nextLookMs } = judge(index, key, {
    rules: context.rules,
    cluster: context.cluster,
    missingSources: context.missingSources(),
    thresholds: object?.spec.thresholds ?? DEFAULT_THRESHOLDS,
    generation: object?.generation,
    nowMs,
  });
  const heartbeatMs = heartbeatDueMs(key, object?.reportTimeMs);
  const outcome = await context.write({
    ...addressed(key, object),
    labels: context.copyLabels(representativeLabels(index, key)),
    status: renderStatus(report),
    heartbeat: heartbeatMs !== undefined && heartbeatMs <= nowMs,
  });
  return conclude(key, outcome, { echoes, nowMs, nextLookMs: earliest(nextLookMs, heartbeatMs) });
}

/** The object that the report goes to: the one that is there, else one named after the service. */
function addressed(
  { namespace, name }: ServiceKey,
  object: ServiceHealthFact | undefined,
): Pick<WriteRequest, 'namespace' | 'name' | 'service' | 'held'> {
  return { namespace, name: object?.name ?? objectNameOf(name), service: name, held: object };
}

function conclude(
  key: ServiceKey,
  outcome: WriteOutcome,
  {
    echoes,
    nowMs,
    nextLookMs,
  }: { echoes: Echoes; nowMs: EpochMs; nextLookMs: EpochMs | undefined },
): Reconciled {
  if (outcome.kind === 'written') echoes.expect(key, outcome.held.resourceVersion, nowMs);
  if (isToBeRetried(outcome)) throw new WriteNotDone(outcome);
  return { outcome: outcome.kind, nextLookMs };
}

/** The report did not reach the API server, and trying again may help. */
export class WriteNotDone extends Error {
  readonly outcome: WriteOutcome;

  constructor(outcome: WriteOutcome) {
    super(outcome.kind === 'failed' ? outcome.message : outcome.kind);
    this.name = 'WriteNotDone';
    this.outcome = outcome;
  }
}

function isToBeRetried(outcome: WriteOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.isRetryable;
  return (
    outcome.kind === 'conflict' || outcome.kind === 'resourceAbsent' || outcome.kind === 'gone'
  );
}

function nothing(): Reconciled {
  return { outcome: 'nothing', nextLookMs: undefined };
}

function earliest(one: EpochMs | undefined, other: EpochMs | undefined): EpochMs | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
