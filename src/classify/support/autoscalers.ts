import type { AutoscalerFact, ConditionFact, WorkloadReference } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { conditionEvidence } from './evidence.ts';
import { UNKNOWN_MS, workloadDetails } from './subject.ts';

/** What the autoscaler scales, as a reader knows it. */
export function scaledBy({ target: { kind, name } }: AutoscalerFact): WorkloadReference {
  return { kind, name };
}

/** The parts that every finding about an autoscaler has: it is its own subject, as it is what has to be mended. */
export function autoscalerFinding(
  it: AutoscalerFact,
  told: ConditionFact,
): Omit<Finding, 'details'> & { readonly details: Readonly<Record<string, string>> } {
  const sinceMs = told.sinceMs ?? UNKNOWN_MS;
  return {
    subject: { workload: { kind: it.kind, name: it.name } },
    confidence: 'confirmed',
    state: 'active',
    reason: told.reason,
    details: { ...workloadDetails(scaledBy(it)), autoscaler: it.name, max: String(it.max) },
    evidence: [conditionEvidence(it, told)],
    sinceMs,
    lastMs: sinceMs,
    count: 1,
  };
}
