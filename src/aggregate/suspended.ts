// `spec.suspend`: the report of a service that nobody wants judged. Its pods are counted, and nothing is said of them.

import type { EpochMs, ReportMemory } from '../facts/index.ts';
import { keptSince } from './conditions.ts';
import type { Report, ReportCondition } from './types.ts';
import { wordHistory } from './word-history.ts';

const REASON = 'ReportSuspended';
const SUMMARY = 'Judging is suspended: spec.suspend is true';

/** About the service; the others are about the report and hold as they are. */
const SERVICE_CONDITIONS: ReadonlySet<string> = new Set([
  'Healthy',
  'Available',
  'RolloutComplete',
]);

/** Takes the judgement out of a report that was made without looking for problems. */
export function suspendedReport(
  report: Report,
  { memory, nowMs }: { readonly memory: ReportMemory; readonly nowMs: EpochMs },
): Report {
  return {
    ...report,
    ...wordHistory({ memory, health: 'Unknown', reason: REASON, nowMs }),
    health: 'Unknown',
    summary: SUMMARY,
    topIssue: '',
    issues: 0,
    conditions: report.conditions.map((condition) => suspended(condition, { memory, nowMs })),
    diagnoses: [],
    workloads: [],
    autoscalers: [],
    breakdowns: [],
  };
}

function suspended(
  condition: ReportCondition,
  context: { readonly memory: ReportMemory; readonly nowMs: EpochMs },
): ReportCondition {
  const { type } = condition;
  if (!SERVICE_CONDITIONS.has(type)) return condition;
  const said = { type, status: 'Unknown', reason: REASON, message: `${SUMMARY}.` } as const;
  return { ...said, changedMs: keptSince(said, context) };
}
