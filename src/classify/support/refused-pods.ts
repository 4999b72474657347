import type {
  ConditionFact,
  EpochMs,
  EventFact,
  ServiceSnapshot,
  ServiceWorkload,
  WorkloadFact,
  WorkloadReference,
} from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { isCurrent } from './events.ts';
import { eventEvidence, fieldEvidence } from './evidence.ts';
import { condition } from './pods.ts';
import { liveWorkloads, workloadOfEvent } from './workloads.ts';

/** The API server's refusal of a pod, as the controller that wanted to make it wrote it down. */
export interface RefusedPod {
  readonly root: WorkloadReference;
  readonly message: string;
  readonly evidence: Evidence;
  readonly sinceMs: EpochMs;
  readonly lastMs: EpochMs;
  readonly count: number;
}

/**
 * Refusals that still stand, best witness first: the condition of the Deployment, that of its ReplicaSet, then events,
 * which are all that Jobs, StatefulSets and DaemonSets leave.
 */
export function refusedPods({
  workloads,
  events,
  clock,
}: Pick<ServiceSnapshot, 'workloads' | 'events' | 'clock'>): readonly RefusedPod[] {
  const live = liveWorkloads(workloads);
  const fromConditions = live.flatMap(refusedByCondition);
  const fromEvents = events
    .filter((event) => event.reason === 'FailedCreate' && isCurrent(event, clock))
    .toSorted((left, right) => right.lastMs - left.lastMs)
    .flatMap((event) => refusedByEvent(event, live));
  return [...fromConditions, ...fromEvents];
}

function refusedByCondition({ workload, root }: ServiceWorkload): readonly RefusedPod[] {
  const failure = condition(workload.conditions, 'ReplicaFailure');
  if (failure?.status !== 'True' || failure.reason !== 'FailedCreate') return [];
  const sinceMs = failure.sinceMs ?? workload.createdMs;
  const evidence = conditionEvidence(workload, failure);
  return [{ root, message: failure.message, evidence, sinceMs, lastMs: sinceMs, count: 1 }];
}

function refusedByEvent(
  event: EventFact,
  workloads: readonly ServiceWorkload[],
): readonly RefusedPod[] {
  const about = workloadOfEvent(event, workloads);
  if (about === undefined || hasItsPods(about.workload)) return [];
  const { message, firstMs, lastMs, count } = event;
  const evidence = eventEvidence(event);
  return [{ root: about.root, message, evidence, sinceMs: firstMs, lastMs, count }];
}

/** A workload that has the pods it asks for was refused earlier, not now. */
export function hasItsPods(workload: WorkloadFact | undefined): boolean {
  if (workload === undefined) return false;
  if (workload.kind !== 'Job') return workload.replicas >= workload.desired;
  return workload.active > 0 || workload.succeeded > 0 || workload.failed > 0;
}

function conditionEvidence({ kind, name }: WorkloadFact, { message, sinceMs }: ConditionFact) {
  const field = 'status.conditions[ReplicaFailure].message';
  const time = sinceMs === undefined ? {} : { timeMs: sinceMs };
  return fieldEvidence({ kind, name, field, value: message, ...time });
}
