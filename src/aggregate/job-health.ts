// Jobs and CronJobs: finishing is their health.

import type { JobFact } from '../facts/index.ts';
import type { WorkloadGroup } from './groups.ts';
import type { Assessment, AssessmentContext } from './workload-health.ts';

/** The assessment of a Job or CronJob; undefined for every other kind. */
export function jobAssessment(
  group: WorkloadGroup,
  context: AssessmentContext,
): Assessment | undefined {
  if (group.reference.kind === 'CronJob') return cronJobAssessment(group, context);
  if (group.fact?.kind !== 'Job') return undefined;
  const { completions, succeeded } = group.fact;
  return {
    ...judged(wordOfJob(group.fact), context.hasError),
    desired: completions,
    available: Math.min(succeeded, completions),
  };
}

/** Between two runs nothing is missing, nor before the first; what a failed one means, the rules say. */
function cronJobAssessment({ fact }: WorkloadGroup, { hasError }: AssessmentContext): Assessment {
  const isSuspended = fact?.kind === 'CronJob' && fact.suspended;
  return judged(isSuspended ? 'Suspended' : 'Healthy', hasError);
}

function wordOfJob(job: JobFact): 'Healthy' | 'Progressing' | 'Suspended' {
  if (job.conditions.some(({ type, status }) => status === 'True' && isFinal(type))) {
    return 'Healthy';
  }
  return job.suspended ? 'Suspended' : 'Progressing';
}

/** A failed Job without an active error is old or was followed by a success: it is over, not broken. */
function isFinal(type: string): boolean {
  return type === 'Complete' || type === 'SuccessCriteriaMet' || type === 'Failed';
}

function judged(word: 'Healthy' | 'Progressing' | 'Suspended', hasError: boolean): Assessment {
  return {
    desired: 0,
    available: 0,
    hasError,
    isPastBudget: false,
    isInFlight: word === 'Progressing',
    word: hasError ? 'Unhealthy' : word,
  };
}
