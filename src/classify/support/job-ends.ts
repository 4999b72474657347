// Jobs that failed for another reason than their tries, by the Job controller's reason in condition Failed
// (batch/v1 of Kubernetes 1.34: DeadlineExceeded, PodFailurePolicy, MaxFailedIndexesExceeded, FailedIndexes).

import type { Finding, RuleSnapshot } from '../types.ts';
import { failedJobFindings } from './failed-job-findings.ts';
import { failureQuote } from './failed-jobs.ts';
import { quoted } from './repeated-warnings.ts';

/** The Jobs whose failure has one of these reasons. */
export function jobsFailedBy(
  snapshot: RuleSnapshot<'pods' | 'workloads' | 'memory'>,
  reasons: readonly string[],
): readonly Finding[] {
  return failedJobFindings(snapshot, ({ workload, failure }) => {
    if (!reasons.includes(failure.reason)) return undefined;
    const raw = quoted(failureQuote(failure).value);
    return { details: { raw }, count: Math.max(1, workload.failed) };
  });
}
