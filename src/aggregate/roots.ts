// Root over symptom: what only follows from another problem of the same workload is named beside it, not counted.

import type { IgnoredDiagnosis } from '../facts/index.ts';
import { compareText, type Problem, SEVERITY_ORDER } from './merge.ts';

/** A problem with the codes that follow from it. */
export interface RootProblem {
  readonly problem: Problem;
  readonly consequences: readonly string[];
  /** Why it is ignored, if it is. */
  readonly ignored?: IgnoredDiagnosis;
}

/**
 * A rule marked `isConsequence` (a rollout past its deadline) explains nothing when its workload has an active error of
 * its own: then that error is the root. Without one it stands alone.
 */
export function rootsOf(problems: readonly Problem[]): readonly RootProblem[] {
  const roots = problems.filter((problem) => !followsFromAnother(problem, problems));
  return roots.map((problem) => ({
    problem,
    consequences: codesOf(problems.filter((other) => isRootOf(problem, other))),
  }));
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map(({ code }) => code))].sort(compareText);
}

function followsFromAnother(problem: Problem, problems: readonly Problem[]): boolean {
  return problems.some((other) => isRootOf(other, problem));
}

function isRootOf(root: Problem, symptom: Problem): boolean {
  if (symptom.ruled[0].rule.isConsequence !== true || symptom.state !== 'active') return false;
  if (root.ruled[0].rule.isConsequence === true) return false;
  if (root.state !== 'active' || !symptom.workloads.some((it) => root.workloads.includes(it))) {
    return false;
  }
  return SEVERITY_ORDER[root.severity] <= SEVERITY_ORDER[symptom.severity];
}
