// The pods of a service counted by what they differ in: where it hurts, at a glance.

import { BOUNDS } from '../api/bounds.ts';
import type { ServicePod, ServiceSnapshot } from '../facts/index.ts';
import { compareText, type Problem } from './merge.ts';
import { type Trait, type TraitSources, valuesOf } from './traits.ts';
import type { ReportBreakdown, ReportDiagnosis } from './types.ts';

/** What the counts are made from. */
export interface BreakdownInput {
  readonly snapshot: Pick<ServiceSnapshot, 'pods'>;
  readonly problems: readonly Problem[];
  readonly diagnoses: readonly ReportDiagnosis[];
  readonly zones: TraitSources['zones'];
  /** `spec.groupBy`. */
  readonly groupBy: readonly string[];
}

/** Shown unasked, where pods differ. Nodes are not: a large service has more of them than anybody reads. */
const USUAL: readonly string[] = ['version', 'zone'];

/** What the team asked for, always; else, while pods fail, what suspects and pods differ in. */
export function breakdownsOf(input: BreakdownInput): readonly ReportBreakdown[] {
  const { groupBy, diagnoses, snapshot } = input;
  const failures = failuresIn(input.problems);
  const pods = snapshot.pods.filter(isCounted);
  const asked = groupBy.map((dimension) => breakdown(dimension, pods, failures, input.zones));
  if (groupBy.length > 0) return asked;
  if (!pods.some(({ pod }) => failures.has(pod.name))) return [];
  const suspected = diagnoses.flatMap(({ suspects = [] }) => suspects.map(dimensionOf));
  return [...new Set([...suspected, ...USUAL])]
    .slice(0, BOUNDS.breakdowns)
    .map((dimension) => breakdown(dimension, pods, failures, input.zones))
    .filter(({ values }) => values.some((one) => one.pods < pods.length));
}

/** The pods of a CronJob come and go with each run: counting them would be two writes a run. */
function isCounted({ pod, workload }: ServicePod): boolean {
  return pod.deletionMs === undefined && workload.kind !== 'CronJob';
}

/** Pods with an active error, and the containers that have it. */
type Failures = ReadonlyMap<string, ReadonlySet<string>>;

function failuresIn(problems: readonly Problem[]): Failures {
  const failures = new Map<string, Set<string>>();
  for (const { state, severity, ruled } of problems) {
    if (state !== 'active' || severity !== 'error') continue;
    for (const { finding } of ruled) {
      const { pod, container = '' } = finding.subject;
      if (pod !== undefined) failures.set(pod, (failures.get(pod) ?? new Set()).add(container));
    }
  }
  return failures;
}

function dimensionOf({ dimension }: Trait): string {
  return dimension;
}

function breakdown(
  dimension: string,
  pods: readonly ServicePod[],
  failures: Failures,
  zones: TraitSources['zones'],
): ReportBreakdown {
  const counts = new Map<string, Counted>();
  for (const servicePod of pods) {
    const failing = failures.get(servicePod.pod.name);
    for (const value of valuesOf(servicePod, dimension, zones)) {
      const count = counts.get(value) ?? { value, pods: 0, failing: 0 };
      // Of several containers only the one that fails.
      const fails = dimension === 'container' ? failing?.has(value) : failing !== undefined;
      const more = fails === true ? 1 : 0;
      counts.set(value, { value, pods: count.pods + 1, failing: count.failing + more });
    }
  }
  const values = [...counts.values()].sort(worstFirst);
  const shown = values.slice(0, BOUNDS.breakdownValues);
  return { dimension, values: shown, others: values.length - shown.length };
}

type Counted = ReportBreakdown['values'][number];

function worstFirst(left: Counted, right: Counted): number {
  return (
    right.failing - left.failing || right.pods - left.pods || compareText(left.value, right.value)
  );
}
