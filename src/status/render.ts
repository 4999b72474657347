// Last pure stage: the report of one service becomes the status of its object, within the schema's bounds.
import type {
  Report,
  ReportAutoscaler,
  ReportCondition,
  ReportWorkload,
} from '../aggregate/types.ts';
import { BOUNDS } from '../api/bounds.ts';
import type {
  AutoscalerStatus,
  Condition,
  PodCounts,
  ServiceHealthStatus,
  Transition,
  WorkloadStatus,
} from '../api/status.ts';
import { isoTime } from './iso-time.ts';
import { renderBreakdown } from './render-breakdown.ts';
import { renderDiagnosis } from './render-diagnosis.ts';
import { renderEvents } from './render-events.ts';
import { fitStatus } from './render-size.ts';
import {
  codeOr,
  conditionReason,
  count,
  cut,
  isCode,
  joined,
  onlyWhole,
  optional,
} from './render-text.ts';

/** What the schema's default says too: no spec was looked at. */
const NOT_OBSERVED = -1;

/**
 * Without `reportTime`, which the writer adds: equal reports give equal statuses. Always valid by the schema; what
 * does not fit is cut, and DataComplete says so.
 */
export function renderStatus(report: Report): ServiceHealthStatus {
  const observedGeneration = report.observedGeneration ?? NOT_OBSERVED;
  return fitStatus({
    observedGeneration,
    health: report.health,
    healthSince: isoTime(report.healthSinceMs),
    ...optional('summary', cut(report.summary, BOUNDS.line)),
    // Empty ones are said too: an apply that leaves a field out does not remove what somebody else put there.
    topIssue: report.topIssue === '' ? '' : codeOr(report.topIssue, 'Unclassified'),
    issues: count(report.issues),
    podsReady: `${count(report.pods.ready)}/${count(report.pods.desired)}`,
    restarts: count(report.restarts),
    pods: renderPods(report.pods),
    ...optional('versions', joined(report.versions, BOUNDS.versions)),
    ...optional('cluster', cut(report.cluster, BOUNDS.cluster)),
    ...optional('conditions', renderConditions(report.conditions, observedGeneration)),
    diagnoses: report.diagnoses.slice(0, BOUNDS.diagnoses).map(renderDiagnosis),
    workloads: report.workloads.slice(0, BOUNDS.workloads).map(renderWorkload),
    ...optional(
      'autoscalers',
      report.autoscalers.slice(0, BOUNDS.autoscalers).map(renderAutoscaler),
    ),
    ...optional(
      'breakdowns',
      (report.breakdowns ?? []).slice(0, BOUNDS.breakdowns).map(renderBreakdown),
    ),
    transitions: report.transitions.slice(0, BOUNDS.transitions).map(renderChange),
    ...optional('commands', onlyWhole(report.commands, BOUNDS.commands, BOUNDS.command)),
    events: renderEvents(report.events),
  });
}

function renderPods(pods: Report['pods']): PodCounts {
  return {
    desired: count(pods.desired),
    ready: count(pods.ready),
    failing: count(pods.failing),
    pending: count(pods.pending),
    restarting: count(pods.restarting),
    terminating: count(pods.terminating),
  };
}

/**
 * The first of each type: the API server refuses a map list with two entries of one key. A type that is no code is
 * left out: none of ours is, and as a key it would be stored twice more in managedFields.
 */
function renderConditions(
  conditions: readonly ReportCondition[],
  observedGeneration: number,
): Condition[] {
  const byType = new Map<string, Condition>();
  for (const { type, status, reason, message, changedMs } of conditions) {
    if (!isCode(type) || byType.has(type) || byType.size === BOUNDS.conditions) continue;
    byType.set(type, {
      type,
      status,
      observedGeneration,
      lastTransitionTime: isoTime(changedMs),
      reason: conditionReason(reason),
      message: cut(message, BOUNDS.conditionMessage),
    });
  }
  return [...byType.values()];
}

function renderWorkload(workload: ReportWorkload): WorkloadStatus {
  return {
    kind: cut(workload.kind, BOUNDS.shortName),
    name: cut(workload.name, BOUNDS.name),
    ...optional('role', cut(workload.role, BOUNDS.role)),
    health: workload.health,
    desired: count(workload.desired),
    available: count(workload.available),
    ...(workload.updated === undefined ? {} : { updated: count(workload.updated) }),
    ...optional('rollout', workload.rollout),
  };
}

function renderAutoscaler(autoscaler: ReportAutoscaler): AutoscalerStatus {
  return {
    name: cut(autoscaler.name, BOUNDS.name),
    target: cut(autoscaler.target, BOUNDS.reference),
    min: count(autoscaler.min),
    max: count(autoscaler.max),
    current: count(autoscaler.current),
    desired: count(autoscaler.desired),
    ...optional('limited', cut(autoscaler.limited, BOUNDS.statusReason)),
    ...optional('inactive', cut(autoscaler.inactive, BOUNDS.statusReason)),
  };
}

function renderChange({ timeMs, from, to, reason }: Report['transitions'][number]): Transition {
  return {
    time: isoTime(timeMs),
    from,
    to,
    ...optional('reason', cut(reason, BOUNDS.shortName)),
  };
}
