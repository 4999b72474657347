import type { ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import {
  type FailedJob,
  failedJobs,
  failedMs,
  failureQuote,
  judgeFailedJob,
  lastEnd,
} from './failed-jobs.ts';
import { quoted } from './repeated-warnings.ts';
import { workloadDetails } from './subject.ts';
import { liveWorkloads } from './workloads.ts';

type Inputs = Pick<ServiceSnapshot, 'pods' | 'workloads' | 'clock'>;

/** Jobs that failed for another reason than that their tries were used up, in the words of the Job controller. */
export function otherJobFailures(inputs: Inputs): readonly Finding[] {
  const live = liveWorkloads(inputs.workloads);
  return failedJobs(live)
    .filter(({ failure }) => failure.reason !== 'BackoffLimitExceeded')
    .map((it) => ({ ...jobFinding(it, inputs), ...judgeFailedJob(it, live, inputs.clock) }));
}

function jobFinding(it: FailedJob, { pods }: Inputs): Omit<Finding, 'state'> {
  const { workload, root, failure } = it;
  const sinceMs = failedMs(it);
  const { reason, field, value } = failureQuote(failure);
  return {
    subject: { workload: root },
    confidence: 'confirmed',
    reason,
    details: {
      ...workloadDetails(root),
      what: `Job ${workload.name} has failed`,
      raw: quoted(value),
    },
    evidence: [
      fieldEvidence({ kind: 'Job', name: workload.name, field, value, timeMs: sinceMs }),
      ...lastEnd(workload, pods),
    ],
    sinceMs,
    lastMs: sinceMs,
    count: Math.max(1, workload.failed),
  };
}
