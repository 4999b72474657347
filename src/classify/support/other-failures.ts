import type { Finding, RuleSnapshot } from '../types.ts';
import { failedJobFindings } from './failed-job-findings.ts';
import { failureQuote } from './failed-jobs.ts';
import { quoted } from './repeated-warnings.ts';

/** The Job controller's reasons that have a rule of their own. */
const KNOWN_REASONS = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'PodFailurePolicy',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
];

/** Jobs that failed for a reason that no rule knows, in the words of the Job controller. */
export function otherJobFailures(
  snapshot: RuleSnapshot<'pods' | 'workloads' | 'memory'>,
): readonly Finding[] {
  return failedJobFindings(snapshot, ({ workload, failure }) => {
    if (KNOWN_REASONS.includes(failure.reason)) return undefined;
    const what = `Job ${workload.name} has failed`;
    const raw = quoted(failureQuote(failure).value);
    return { details: { what, raw }, count: Math.max(1, workload.failed) };
  });
}
