import type { Clock, ConditionFact, EpochMs, JobFact, ServiceWorkload } from '../../facts/index.ts';
import type { Finding, Severity } from '../types.ts';
import { isSameLineage } from './job-lineage.ts';
import { condition } from './pods.ts';

/** A day later nobody waits for the result of a Job any more: it stays listed, but is no error. */
const ERROR_MS = 24 * 3_600_000;

/** A Job that has failed for good, with the condition that says why. */
export interface FailedJob extends ServiceWorkload {
  readonly workload: JobFact;
  readonly failure: ConditionFact;
}

/** The Jobs that failed, whatever for; of those that do the same work only the newest, since it stands for the others. */
export function failedJobs(workloads: readonly ServiceWorkload[]): readonly FailedJob[] {
  const failed = workloads.flatMap(failedJob);
  return failed.filter((it) => isNewest(it, failed));
}

function failedJob({ workload, root }: ServiceWorkload): readonly FailedJob[] {
  if (workload.kind !== 'Job') return [];
  const failure = failureOf(workload.conditions);
  return failure === undefined ? [] : [{ workload, root, failure }];
}

/**
 * The condition of a Job that has failed for good. FailureTarget comes first, with the same reason and message, and stays:
 * its pods are being ended then, and only until they are gone can be read how they ended (batch/v1 since Kubernetes 1.31).
 */
export function failureOf(conditions: readonly ConditionFact[]): ConditionFact | undefined {
  const failures = ['FailureTarget', 'Failed'].map((type) => condition(conditions, type));
  return failures.find((failure) => failure?.status === 'True');
}

/** What the Job controller says of a failure: its message, else its reason, and where that stands. */
export function failureQuote({ reason, message }: ConditionFact): {
  readonly reason: string;
  readonly field: string;
  readonly value: string;
} {
  const part = message === '' ? 'reason' : 'message';
  const known = reason === '' ? 'Failed' : reason;
  const value = message === '' ? known : message;
  return { reason: known, field: `status.conditions[Failed].${part}`, value };
}

/** When it failed. */
export function failedMs({ workload, failure }: FailedJob): EpochMs {
  return failure.sinceMs ?? workload.createdMs;
}

/** An error for a day, unless a later run has made it good. */
export function judgeFailedJob(
  it: FailedJob,
  all: readonly ServiceWorkload[],
  clock: Clock,
): { readonly state: Finding['state']; readonly severity: Severity } {
  const isOld = clock.atLeast(failedMs(it), ERROR_MS);
  if (isMadeGood(it, all)) return { state: 'recovered', severity: isOld ? 'info' : 'warning' };
  return { state: 'active', severity: isOld ? 'warning' : 'error' };
}

/** By a later run of the same work. A CronJob tells of its successes also when it does not keep those runs. */
function isMadeGood(it: FailedJob, all: readonly ServiceWorkload[]): boolean {
  return all.some(({ workload, root }) => {
    if (workload.kind === 'CronJob') {
      const isMaker = it.root.kind === 'CronJob' && workload.name === it.root.name;
      return isMaker && (workload.lastSuccessMs ?? 0) >= failedMs(it);
    }
    if (workload.kind !== 'Job' || !isLaterRun({ workload, root }, it)) return false;
    return condition(workload.conditions, 'Complete')?.status === 'True';
  });
}

/** What was made before the failure runs beside it, such as another part of the same work. */
function isLaterRun(other: Omit<FailedJob, 'failure'>, it: FailedJob): boolean {
  if (!isSameLineage(other, it)) return false;
  const { createdMs } = other.workload;
  return it.root.kind === 'CronJob' ? createdMs > it.workload.createdMs : createdMs >= failedMs(it);
}

function isNewest(it: FailedJob, failed: readonly FailedJob[]): boolean {
  return failed.every((other) => other === it || !isLaterRun(other, it));
}
