// First step of aggregate: the same cause on the same container of the same workload is one problem, whatever the pod.

import type { Finding, RuledFinding, Severity } from '../classify/types.ts';
import type { ServiceKey } from '../facts/index.ts';
import { diagnosisId } from './identity.ts';

/** All findings of one problem, the pods' and the workload's. */
export interface Problem {
  readonly id: string;
  readonly code: string;
  readonly ruled: readonly [RuledFinding, ...RuledFinding[]];
  /** Of the findings that count: active ones, or the recovered ones when none is active. Ignored by `spec.ignore`. */
  readonly state: 'active' | 'recovered' | 'ignored';
  readonly severity: Severity;
  /** Names of the workloads that have it, the one whose words are used first: more than one only of a node. */
  readonly workloads: readonly [string, ...string[]];
  /** Names of the pods that have it, sorted. */
  readonly pods: readonly string[];
}

export const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The severity of a finding: its own, else the rule's; history is never worse than a warning. */
export function severityOf(ruled: RuledFinding): Severity {
  if (ruled.finding.severity !== undefined) return ruled.finding.severity;
  return ruled.finding.state === 'recovered' ? 'warning' : ruled.rule.severity;
}

/** "Deployment/checkout". */
export function workloadName(finding: Finding): string {
  return `${finding.subject.workload.kind}/${finding.subject.workload.name}`;
}

/** Groups findings into problems, in the order in which they first appear. */
export function mergeFindings(
  service: ServiceKey,
  findings: readonly RuledFinding[],
): readonly Problem[] {
  const groups = new Map<string, RuledFinding[]>();
  for (const ruled of findings) {
    const id = diagnosisId(service, ruled.rule.code, ruled.finding.subject);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [ruled]);
    else group.push(ruled);
  }
  const problems: Problem[] = [];
  for (const [id, group] of groups) {
    const problem = toProblem(id, group);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function toProblem(id: string, group: readonly RuledFinding[]): Problem | undefined {
  const active = group.filter((ruled) => ruled.finding.state === 'active');
  const [first, ...rest] = [...(active.length > 0 ? active : group)].sort(byImportance);
  if (first === undefined) return undefined;
  const ruled: Problem['ruled'] = [first, ...rest];
  return {
    id,
    code: first.rule.code,
    ruled,
    state: first.finding.state,
    severity: severityOf(first),
    workloads: workloadNames(ruled),
    pods: podNames(ruled),
  };
}

function byImportance(left: RuledFinding, right: RuledFinding): number {
  return (
    SEVERITY_ORDER[severityOf(left)] - SEVERITY_ORDER[severityOf(right)] ||
    Number(left.finding.confidence === 'likely') - Number(right.finding.confidence === 'likely') ||
    right.finding.count - left.finding.count ||
    compareText(left.finding.subject.pod ?? '', right.finding.subject.pod ?? '')
  );
}

function workloadNames([first, ...rest]: Problem['ruled']): Problem['workloads'] {
  const name = workloadName(first.finding);
  const others = new Set(rest.map(({ finding }) => workloadName(finding)));
  others.delete(name);
  return [name, ...[...others].sort(compareText)];
}

function podNames(ruled: readonly RuledFinding[]): readonly string[] {
  const names = new Set<string>();
  for (const { finding } of ruled) {
    if (finding.subject.pod !== undefined) names.add(finding.subject.pod);
  }
  return [...names].sort(compareText);
}

/** Code unit order: the same on every machine, unlike a locale's. */
export function compareText(left: string, right: string): number {
  if (left < right) return -1;
  return left === right ? 0 : 1;
}
