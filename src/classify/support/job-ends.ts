// Jobs that failed for another reason than their tries, by the Job controller's reason in condition Failed
// (batch/v1 of Kubernetes 1.34: DeadlineExceeded, PodFailurePolicy, MaxFailedIndexesExceeded, FailedIndexes).

import type { Finding, RuleSnapshot } from '../types.ts';
import { failedJobFindings, type JobClaim } from './failed-job-findings.ts';
import { type FailedJob, failureQuote } from './failed-jobs.ts';
import { quoted } from './repeated-warnings.ts';

/** The Jobs whose failure has one of these reasons. */
export function jobsFailedBy(
  snapshot: RuleSnapshot<'pods' | 'workloads' | 'memory'>,
  reasons: readonly string[],
  more: (it: FailedJob) => Partial<JobClaim> = () => ({}),
): readonly Finding[] {
  return failedJobFindings(snapshot, (it) => {
    const { workload, failure } = it;
    if (!reasons.includes(failure.reason)) return undefined;
    const raw = quoted(failureQuote(failure).value);
    const { details = {}, ...others } = more(it);
    return { details: { raw, ...details }, count: Math.max(1, workload.failed), ...others };
  });
}
