// A problem becomes a diagnosis: its texts filled with names and numbers, its past taken from the last report.

import { UNKNOWN_MS } from '../classify/support/subject.ts';
import { fillTemplate } from '../classify/support/template.ts';
import type { Evidence, Finding, RuledFinding } from '../classify/types.ts';
import type {
  CodeAnnotation,
  EpochMs,
  RememberedDiagnosis,
  ReportMemory,
  ServiceKey,
  SharedCause,
} from '../facts/index.ts';
import { compareText, type Problem, SEVERITY_ORDER, severityOf } from './merge.ts';
import type { RootProblem } from './roots.ts';
import { reportedCause, withOthers } from './shared-cause.ts';
import { inSteps, podCount } from './steps.ts';
import { teamWords } from './team-words.ts';
import type { ReportDiagnosis, ReportLog } from './types.ts';

const MAX_SAMPLE = 3;
const MAX_EVIDENCE = 5;

/** The STATUS a reader knows; one that kubectl shows only between retries never replaces it. */
const TELLING_REASONS: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'Init:CrashLoopBackOff',
  'ImagePullBackOff',
  'Init:ImagePullBackOff',
]);

/** What a diagnosis is made with. */
export interface DiagnosisContext {
  readonly service: ServiceKey;
  readonly cluster: string;
  readonly memory: ReportMemory;
  readonly nowMs: EpochMs;
  /** How many other services have trouble with the same. */
  readonly othersWith: (cause: SharedCause) => number;
  /** What its containers said last. */
  readonly logs: (problem: Problem) => readonly ReportLog[];
  /** What the platform team adds, of all codes. */
  readonly annotations: readonly CodeAnnotation[];
}

/** Diagnoses, most important first. */
export function toDiagnoses(
  roots: readonly RootProblem[],
  context: DiagnosisContext,
): readonly ReportDiagnosis[] {
  return roots.map((root) => toDiagnosis(root, context)).sort(byImportance);
}

function toDiagnosis(root: RootProblem, context: DiagnosisContext): ReportDiagnosis {
  const { problem } = root;
  const annotations = context.annotations.filter(({ code }) => code === problem.code);
  const before = context.memory.diagnoses.find(({ id }) => id === problem.id);
  const { rule, finding } = spokesman(problem, before);
  const details = { kubectl: kubectlFor(context), ...finding.details };
  const sharedCause =
    problem.state === 'active' ? reportedCause(rule, finding, context) : undefined;
  return {
    id: problem.id,
    code: problem.code,
    reason: steadyReason(finding.reason, problem, before),
    severity: problem.severity,
    state: problem.state,
    confidence: finding.confidence,
    title: fillTemplate(rule.title, details),
    explanation: withOthers(fillTemplate(rule.explanation, details), sharedCause),
    fixes: rule.fix.map((step) => fillTemplate(step, details)),
    commands: rule.commands.map((command) => fillTemplate(command, details)),
    docURL: rule.reference,
    ...teamWords(rule, annotations),
    ...(root.ignored && { ignored: root.ignored }),
    evidence: evidenceOf(finding, before, context.nowMs),
    affected: {
      pods: podCount(problem.pods.length),
      sample: sampleOf(finding, problem.pods, before),
      workloads: problem.workloads,
      containers: finding.subject.container === undefined ? [] : [finding.subject.container],
    },
    consequences: root.consequences,
    ...(sharedCause && { sharedCause }),
    firstSeenMs: firstSeen(problem, before, context.nowMs),
    lastSeenMs: lastSeen(problem, before, context.nowMs),
    count: inSteps(total(problem)),
    logs: context.logs(problem),
  };
}

/**
 * The finding whose words are used: that of the pod which spoke last time, while no other pod's says more. Pods in a
 * loop overtake each other in restarts; if the newest spoke, each restart would be a write.
 */
function spokesman({ ruled }: Problem, before: RememberedDiagnosis | undefined): RuledFinding {
  const [first] = ruled;
  const spoke = before?.sample[0];
  const again = ruled.find((one) => one.finding.subject.pod === spoke && saysAsMuch(one, first));
  return (spoke === undefined ? undefined : again) ?? first;
}

/** History fades from warning to info, on each pod at another time; that makes it no less telling. */
function saysAsMuch(one: RuledFinding, other: RuledFinding): boolean {
  if (one.finding.confidence !== other.finding.confidence) return false;
  return one.finding.state === 'recovered' || severityOf(one) === severityOf(other);
}

/** What was told first; else the earliest instant that an object tells; else now. Never in the future. */
function firstSeen(
  { ruled }: Problem,
  before: RememberedDiagnosis | undefined,
  nowMs: EpochMs,
): EpochMs {
  const known = ruled.map(({ finding }) => finding.sinceMs).filter((ms) => ms !== UNKNOWN_MS);
  return Math.min(before?.firstSeenMs ?? nowMs, ...(before === undefined ? known : []), nowMs);
}

function lastSeen(
  { ruled }: Problem,
  before: RememberedDiagnosis | undefined,
  nowMs: EpochMs,
): EpochMs {
  const latest = Math.max(...ruled.map(({ finding }) => finding.lastMs));
  return Math.min(latest === UNKNOWN_MS ? (before?.lastSeenMs ?? nowMs) : latest, nowMs);
}

/** To paste: for the right cluster and namespace. All other placeholders a finding fills by itself. */
function kubectlFor({ service, cluster }: DiagnosisContext): string {
  const context = cluster === '' ? '' : ` --context ${cluster}`;
  return `kubectl${context} --namespace ${service.namespace}`;
}

function total({ ruled }: Problem): number {
  let count = 0;
  for (const { finding } of ruled) count += finding.count;
  return count;
}

function steadyReason(
  reason: string,
  problem: Problem,
  before: RememberedDiagnosis | undefined,
): string {
  // A loop that is ignored is one still.
  if (before === undefined || before.state === 'recovered' || problem.state === 'recovered') {
    return reason;
  }
  return TELLING_REASONS.has(before.reason) ? before.reason : reason;
}

/** Whose words are used comes first. Pods named before stay named, so that a new one does not reshuffle the report. */
function sampleOf(
  { subject }: Finding,
  pods: readonly string[],
  before: RememberedDiagnosis | undefined,
): readonly string[] {
  const first = subject.pod === undefined ? [] : [subject.pod];
  const kept = (before?.sample ?? []).filter((pod) => pods.includes(pod));
  return [...new Set([...first, ...kept, ...pods])].slice(0, MAX_SAMPLE);
}

/** One finding's proof is enough; a proof that says the same as before keeps its first instant, if that can be true. */
function evidenceOf(
  finding: Finding,
  before: RememberedDiagnosis | undefined,
  nowMs: EpochMs,
): readonly Evidence[] {
  return finding.evidence.slice(0, MAX_EVIDENCE).map((evidence) => {
    const same = before?.evidence.find(
      ({ object, field, value }) =>
        object === evidence.object && (field ?? '') === evidence.field && value === evidence.value,
    );
    if (same?.timeMs === undefined || same.timeMs > nowMs) return evidence;
    return { ...evidence, timeMs: same.timeMs };
  });
}

const STATE_ORDER: Readonly<Record<ReportDiagnosis['state'], number>> = {
  active: 0,
  recovered: 1,
  ignored: 2,
};

/** Beside it all others may be half of the truth, so it is told before them. */
const FIRST_CODE = 'CannotObserve';

function byImportance(left: ReportDiagnosis, right: ReportDiagnosis): number {
  return (
    Number(right.code === FIRST_CODE) - Number(left.code === FIRST_CODE) ||
    STATE_ORDER[left.state] - STATE_ORDER[right.state] ||
    SEVERITY_ORDER[left.severity] - SEVERITY_ORDER[right.severity] ||
    Number(left.confidence === 'likely') - Number(right.confidence === 'likely') ||
    left.firstSeenMs - right.firstSeenMs ||
    compareText(left.code, right.code) ||
    compareText(left.id, right.id)
  );
}
