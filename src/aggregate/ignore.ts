// `spec.ignore`: diagnoses that the team has decided to live with stay listed and count for nothing.

import type { Clock, IgnoredDiagnosis } from '../facts/index.ts';
import type { RootProblem } from './roots.ts';

/** It is about what can be seen, not about the service: whoever ignores it would take silence for health. */
const NEVER_IGNORED = 'CannotObserve';

/**
 * Marks the problems whose code is ignored at this moment. What only follows from one of them is ignored with it,
 * because it is named there and nowhere else.
 */
export function withIgnored(
  roots: readonly RootProblem[],
  ignore: readonly IgnoredDiagnosis[],
  clock: Clock,
): readonly RootProblem[] {
  return roots.map((root) => {
    const { problem } = root;
    const ignored = ignoredAs(problem.code, ignore, clock);
    if (ignored === undefined) return root;
    return { ...root, problem: { ...problem, state: 'ignored' }, ignored };
  });
}

function ignoredAs(
  code: string,
  ignore: readonly IgnoredDiagnosis[],
  clock: Clock,
): IgnoredDiagnosis | undefined {
  if (code === NEVER_IGNORED) return undefined;
  return ignore.find((one) => one.code === code && !isOver(one, clock));
}

/** The clock takes an instant in the future for now, so it is asked about the millisecond before. */
function isOver({ untilMs }: IgnoredDiagnosis, clock: Clock): boolean {
  return untilMs !== undefined && clock.atLeast(untilMs - 1, 1);
}
