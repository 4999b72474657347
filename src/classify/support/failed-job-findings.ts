import type { ServiceWorkload } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import {
  type FailedJob,
  failedJobs,
  failedMs,
  failureQuote,
  judgeFailedJob,
} from './failed-jobs.ts';
import { lastTryContainer, lastTryEvidence, lastTryPointer, lastTryWords } from './last-try.ts';
import { workloadDetails } from './subject.ts';
import { liveWorkloads } from './workloads.ts';

/** What a rule says of the failed Job that it takes for its own. */
export interface JobClaim {
  readonly details: Readonly<Record<string, string>>;
  readonly count: number;
  /** Proof beside the condition and the end of the last try. */
  readonly evidence?: readonly Evidence[];
}

/** One finding for each failed Job that a rule claims, with the words of the Job controller and how the last try ended. */
export function failedJobFindings(
  snapshot: RuleSnapshot<'workloads' | 'pods' | 'memory'>,
  claim: (it: FailedJob, live: readonly ServiceWorkload[]) => JobClaim | undefined,
): readonly Finding[] {
  const { clock, once } = snapshot;
  const live = once(liveWorkloads);
  return failedJobs(live).flatMap((it): readonly Finding[] => {
    const claimed = claim(it, live);
    if (claimed === undefined) return [];
    const { kind, name } = it.workload;
    const sinceMs = failedMs(it);
    const { reason, field, value } = failureQuote(it.failure);
    return [
      {
        ...judgeFailedJob(it, live, clock),
        subject: { workload: it.root, ...lastTryContainer(it.workload, snapshot) },
        ...lastTryPointer(it.workload, snapshot),
        confidence: 'confirmed',
        reason,
        details: {
          ...workloadDetails(it.root),
          job: name,
          ...lastTryWords(it.workload, snapshot),
          ...claimed.details,
        },
        evidence: [
          fieldEvidence({ kind, name, field, value, timeMs: sinceMs }),
          ...lastTryEvidence(it.workload, snapshot),
          ...(claimed.evidence ?? []),
        ],
        sinceMs,
        lastMs: sinceMs,
        count: claimed.count,
      },
    ];
  });
}
