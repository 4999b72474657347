import type { ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { failedJobFindings } from './failed-job-findings.ts';
import { failureQuote } from './failed-jobs.ts';
import { quoted } from './repeated-warnings.ts';

/** Jobs that failed for another reason than that their tries were used up, in the words of the Job controller. */
export function otherJobFailures(
  snapshot: Pick<ServiceSnapshot, 'pods' | 'workloads' | 'clock'>,
): readonly Finding[] {
  return failedJobFindings(snapshot, ({ workload, failure }) => {
    if (failure.reason === 'BackoffLimitExceeded') return undefined;
    const what = `Job ${workload.name} has failed`;
    const raw = quoted(failureQuote(failure).value);
    return { details: { what, raw }, count: Math.max(1, workload.failed) };
  });
}
