import { subjectKey } from '../classify.ts';
import type { Finding } from '../types.ts';

/**
 * The report has one diagnosis for each code and subject, and shows the text of one finding. Which one must not change
 * with how often each is repeated: errors come first, then what began first.
 */
export function onePerSubject(findings: readonly Finding[]): readonly Finding[] {
  const groups = Map.groupBy(findings, ({ subject }) => subjectKey(subject));
  return [...groups.values()].flatMap((group) => group.toSorted(byUrgency).slice(0, 1));
}

/** The first finding of each subject, which began when any of them did. */
export function firstPerSubject(findings: readonly Finding[]): readonly Finding[] {
  const groups = Map.groupBy(findings, ({ subject }) => subjectKey(subject));
  return [...groups.values()].flatMap((group) => {
    const sinceMs = Math.min(...group.map((it) => it.sinceMs));
    return group.slice(0, 1).map((first) => ({ ...first, sinceMs }));
  });
}

function byUrgency(left: Finding, right: Finding): number {
  return Number(isHint(left)) - Number(isHint(right)) || left.sinceMs - right.sinceMs;
}

function isHint({ severity, state }: Finding): boolean {
  return severity === 'info' || state === 'recovered';
}
