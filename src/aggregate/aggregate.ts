// After classify, before status: what the rules found becomes one report with one word. Pure: time is an argument.

import { BOUNDS } from '../api/bounds.ts';
import type { HealthWord } from '../api/health.ts';
import { DEFAULT_LOG_LINES } from '../api/spec.ts';
import type { RuledFinding } from '../classify/types.ts';
import type {
  CodeAnnotation,
  EpochMs,
  IgnoredDiagnosis,
  LogsSpec,
  ServiceSnapshot,
  SharedCause,
} from '../facts/index.ts';
import { toReportAutoscaler } from './autoscalers.ts';
import { killKey } from './availability.ts';
import { breakdownsOf } from './breakdowns.ts';
import { conditionsOf } from './conditions.ts';
import { countPods, countRestarts, versionsOf } from './counts.ts';
import { toDiagnoses } from './diagnoses.ts';
import { groupWorkloads, referenceName } from './groups.ts';
import { withIgnored } from './ignore.ts';
import { logSight } from './log-sight.ts';
import { mergeFindings, type Problem, severityOf, workloadName } from './merge.ts';
import { withOrigins } from './origins.ts';
import { comparison, zonesOf } from './peers.ts';
import { quotedLogs } from './quoted-logs.ts';
import { releases } from './releases.ts';
import { retainedEvents } from './retained-events.ts';
import { type AssessedWorkload, roleOf, serviceWord, WORST_FIRST } from './roles.ts';
import { rootsOf } from './roots.ts';
import { summaryOf } from './summary.ts';
import { labelsIn } from './traits.ts';
import type { Report, ReportDiagnosis, ReportWorkload } from './types.ts';
import { wantedLogs } from './wanted-logs.ts';
import { wordHistory } from './word-history.ts';
import { assess, endingAssessment, wordFor } from './workload-health.ts';

/** What does not come from the snapshot. */
export interface AggregateContext {
  readonly nowMs: EpochMs;
  /** `--cluster-name`, else empty. */
  readonly cluster: string;
  /** Of the object the report is for; undefined before there is one. */
  readonly generation: number | undefined;
  /** `spec.ignore`; by default nothing is. */
  readonly ignore?: readonly IgnoredDiagnosis[];
  /** `spec.groupBy`; by default nothing is asked for. */
  readonly groupBy?: readonly string[];
  /** How many other services have trouble with the same; by default none. */
  readonly othersWith?: (cause: SharedCause) => number;
  /** `spec.logs`; by default they are quoted. */
  readonly logs?: LogsSpec;
  /** What the platform team adds to diagnoses; by default nothing. */
  readonly annotations?: readonly CodeAnnotation[];
}

const QUOTED: LogsSpec = { isQuoted: true, maxLines: DEFAULT_LOG_LINES, linkTemplate: '' };

/** The report of one service. */
export function aggregate(
  snapshot: ServiceSnapshot,
  findings: readonly RuledFinding[],
  context: AggregateContext,
): Report {
  const { nowMs, cluster, generation, ignore = [], groupBy = [], annotations = [] } = context;
  const { othersWith = () => 0, logs = QUOTED } = context;
  const { service, memory, thresholds, clock } = snapshot;
  const roots = withIgnored(rootsOf(mergeFindings(service, findings)), ignore, clock);
  const problems = roots.map(({ problem }) => problem);
  const sight = logSight(snapshot, { spec: logs, cluster });
  const workloads = assessAll(snapshot, problems);
  const sources = { zones: zonesOf(snapshot.nodes), labels: labelsIn(groupBy) };
  const about = { service, cluster, memory, nowMs, othersWith, annotations };
  const causes = toDiagnoses(roots, { ...about, logs: (it) => quotedLogs(it, sight) });
  const findSuspects = comparison({ workloads, findings, sources });
  const findRelease = releases(snapshot, workloads);
  const origins = { service, cluster, memory, problems, findSuspects, findRelease };
  const diagnoses = withOrigins(causes, origins);
  const failing = failingPods(problems);
  const pods = countPods({ pods: snapshot.pods, workloads, failing, thresholds, clock });
  const health = healthOf(snapshot, workloads);
  const top = topDiagnosis(diagnoses);
  const hasIgnored = problems.some(({ state }) => state === 'ignored');
  const summary = summaryOf({ health, pods, workloads, top, hasIgnored });
  const topIssue = top?.code ?? '';
  const missing = snapshot.missingSources;
  const said = { health, summary, topIssue, workloads, missing, memory, nowMs };
  return {
    ...(generation !== undefined && { observedGeneration: generation }),
    health,
    ...wordHistory({ memory, health, reason: topIssue === '' ? health : topIssue, nowMs }),
    summary,
    topIssue,
    issues: diagnoses.filter(isIssue).length,
    pods,
    restarts: countRestarts(snapshot.pods),
    versions: versionsOf(snapshot.pods),
    cluster,
    conditions: conditionsOf(said),
    diagnoses,
    workloads: listed(workloads).map(toReportWorkload),
    autoscalers: snapshot.autoscalers.map(toReportAutoscaler),
    commands: [],
    breakdowns: breakdownsOf({ snapshot, problems, diagnoses, zones: sources.zones, groupBy }),
    events: retainedEvents(diagnoses, problems, snapshot),
    wantedLogs: wantedLogs(problems, sight),
  };
}

function assessAll(
  snapshot: ServiceSnapshot,
  problems: readonly Problem[],
): readonly AssessedWorkload[] {
  const { clock, thresholds } = snapshot;
  const withError = new Set(problems.filter(isActiveError).flatMap(workloadsInError));
  const nodes = new Map(snapshot.nodes.map((node) => [node.name, node]));
  const kills = killsIn(snapshot.events);
  const takenOut = podsTakenOut(problems);
  return groupWorkloads(snapshot).map((group) => {
    const hasError = withError.has(referenceName(group.reference));
    const judged = assess(group, { clock, thresholds, hasError, kills, nodes, takenOut });
    const assessment = snapshot.namespace === undefined ? judged : endingAssessment(judged);
    const role = roleOf(group, snapshot.networkServices);
    return { group, role, assessment, word: wordFor(assessment, thresholds) };
  });
}

function podsTakenOut(problems: readonly Problem[]): ReadonlySet<string> {
  const findings = problems.flatMap(({ ruled }) => ruled.map(({ finding }) => finding));
  return new Set(
    findings.flatMap(({ takesPodOut, state, subject: { pod } }) =>
      takesPodOut === true && state === 'active' && pod !== undefined ? [pod] : [],
    ),
  );
}

/** The newest kill of each container, as the kubelet announces it. */
function killsIn(events: ServiceSnapshot['events']): ReadonlyMap<string, EpochMs> {
  const kills = new Map<string, EpochMs>();
  for (const { reason, involved, lastMs } of events) {
    if (reason === 'Killing') kills.set(killKey(involved.uid, involved.container), lastMs);
  }
  return kills;
}

/** A lost node is an error of one workload and none of another. */
function workloadsInError({ ruled }: Problem): readonly string[] {
  return ruled
    .filter((one) => severityOf(one) === 'error')
    .map(({ finding }) => workloadName(finding));
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

/** By name, all that fit; of more than that the well ones are left out first. */
function listed(workloads: readonly AssessedWorkload[]): readonly AssessedWorkload[] {
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
