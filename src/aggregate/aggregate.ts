// After classify, before status: what the rules found becomes one report with one word. Pure: time is an argument.

import { BOUNDS } from '../api/bounds.ts';
import { type HealthWord, isHealthWord } from '../api/health.ts';
import type { RuledFinding } from '../classify/types.ts';
import type { EpochMs, ServiceSnapshot } from '../facts/index.ts';
import { killKey } from './availability.ts';
import { conditionsOf } from './conditions.ts';
import { countPods, countRestarts, versionsOf } from './counts.ts';
import { toDiagnoses } from './diagnoses.ts';
import { groupWorkloads, referenceName } from './groups.ts';
import { mergeFindings, type Problem } from './merge.ts';
import { type AssessedWorkload, roleOf, serviceWord, WORST_FIRST } from './roles.ts';
import { rootsOf } from './roots.ts';
import { summaryOf } from './summary.ts';
import type { Report, ReportDiagnosis, ReportWorkload } from './types.ts';
import { assess, wordFor } from './workload-health.ts';

const MAX_TRANSITIONS = 10;

/** API servers may differ by seconds; a remembered change later than this was not written by us. */
const MAX_SKEW_MS = 300_000;

/** What does not come from the snapshot. */
export interface AggregateContext {
  readonly nowMs: EpochMs;
  /** `--cluster-name`, else empty. */
  readonly cluster: string;
  /** Of the object the report is for; undefined before there is one. */
  readonly generation: number | undefined;
}

/** The report of one service. */
export function aggregate(
  snapshot: ServiceSnapshot,
  findings: readonly RuledFinding[],
  { nowMs, cluster, generation }: AggregateContext,
): Report {
  const { service, memory, thresholds, clock, missingSources } = snapshot;
  const problems = mergeFindings(service, findings);
  const roots = rootsOf(problems);
  const diagnoses = toDiagnoses(roots, { service, cluster, memory, nowMs });
  const workloads = assessAll(snapshot, problems);
  const failing = failingPods(problems);
  const pods = countPods({ pods: snapshot.pods, workloads, failing, thresholds, clock });
  const health = healthOf(snapshot, workloads);
  const top = topDiagnosis(diagnoses);
  const summary = summaryOf({ health, pods, workloads, top });
  const topIssue = top?.code ?? '';
  return {
    ...(generation !== undefined && { observedGeneration: generation }),
    health,
    healthSinceMs: healthSince(memory, health, nowMs),
    summary,
    topIssue,
    issues: diagnoses.filter(isIssue).length,
    pods,
    restarts: countRestarts(snapshot.pods),
    versions: versionsOf(snapshot.pods),
    cluster,
    conditions: conditionsOf({
      health,
      summary,
      topIssue,
      workloads,
      missing: missingSources,
      memory,
      nowMs,
    }),
    diagnoses,
    workloads: listed(workloads).map(toReportWorkload),
    transitions: transitionsOf(memory, health, topIssue, nowMs),
    commands: [],
  };
}

function assessAll(
  snapshot: ServiceSnapshot,
  problems: readonly Problem[],
): readonly AssessedWorkload[] {
  const { clock, thresholds } = snapshot;
  const withError = new Set(problems.filter(isActiveError).map(({ workload }) => workload));
  const kills = killsIn(snapshot.events);
  return groupWorkloads(snapshot).map((group) => {
    const hasError = withError.has(referenceName(group.reference));
    const assessment = assess(group, { clock, thresholds, hasError, kills });
    const role = roleOf(group, snapshot.networkServices);
    return { group, role, assessment, word: wordFor(assessment, thresholds) };
  });
}

/** The newest kill of each container, as the kubelet announces it. */
function killsIn(events: ServiceSnapshot['events']): ReadonlyMap<string, EpochMs> {
  const kills = new Map<string, EpochMs>();
  for (const { reason, involved, lastMs } of events) {
    if (reason === 'Killing') kills.set(killKey(involved.uid, involved.container), lastMs);
  }
  return kills;
}

function isActiveError(problem: Problem): boolean {
  return problem.state === 'active' && problem.severity === 'error';
}

function healthOf(snapshot: ServiceSnapshot, workloads: readonly AssessedWorkload[]): HealthWord {
  if (snapshot.missingSources.some(({ required }) => required)) return 'Unknown';
  return serviceWord(workloads, snapshot.thresholds);
}

function failingPods(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(problems.filter(isActiveError).flatMap(({ pods }) => pods));
}

/** History and hints are no issue. A warning is one, and the top one only where there is no error. */
function isIssue({ state, severity }: ReportDiagnosis): boolean {
  return state === 'active' && severity !== 'info';
}

function topDiagnosis(diagnoses: readonly ReportDiagnosis[]): ReportDiagnosis | undefined {
  const [first] = diagnoses;
  return first !== undefined && isIssue(first) ? first : undefined;
}

function healthSince(
  memory: ServiceSnapshot['memory'],
  health: HealthWord,
  nowMs: EpochMs,
): EpochMs {
  return memory.health === health ? Math.min(memory.healthSinceMs ?? nowMs, nowMs) : nowMs;
}

/** A service's first word is no transition. */
function transitionsOf(
  memory: ServiceSnapshot['memory'],
  health: HealthWord,
  topIssue: string,
  nowMs: EpochMs,
): Report['transitions'] {
  const before = memory.transitions.flatMap(({ timeMs, from, to, reason }) =>
    isHealthWord(from) && isHealthWord(to) && timeMs <= nowMs + MAX_SKEW_MS
      ? [{ timeMs, from, to, reason }]
      : [],
  );
  if (!isHealthWord(memory.health) || memory.health === health) return before;
  const reason = topIssue === '' ? health : topIssue;
  return [{ timeMs: nowMs, from: memory.health, to: health, reason }, ...before].slice(
    0,
    MAX_TRANSITIONS,
  );
}

/** By name, all that fit; of more than that the well ones are left out first. */
function listed(workloads: readonly AssessedWorkload[]): readonly AssessedWorkload[] {
  if (workloads.length <= BOUNDS.workloads) return workloads;
  const worst = [...workloads]
    .sort((left, right) => WORST_FIRST.indexOf(left.word) - WORST_FIRST.indexOf(right.word))
    .slice(0, BOUNDS.workloads);
  const kept = new Set(worst);
  return workloads.filter((workload) => kept.has(workload));
}

function toReportWorkload({ group, role, assessment, word }: AssessedWorkload): ReportWorkload {
  const { desired, available, updated, rollout } = assessment;
  return {
    ...group.reference,
    role,
    health: word,
    desired,
    available,
    ...(updated !== undefined && { updated }),
    ...(rollout !== undefined && { rollout }),
  };
}
