import type { CronJobFact, JobFact, ServiceWorkload } from '../../facts/index.ts';
import { type FailedJob, failedMs, failureOf } from './failed-jobs.ts';

/** The CronJob that made this run. */
export function cronJobOf(
  { root }: FailedJob,
  workloads: readonly ServiceWorkload[],
): CronJobFact | undefined {
  const maker = workloads.find(({ workload }) => isNamed(workload, root))?.workload;
  return maker?.kind === 'CronJob' ? maker : undefined;
}

/** Failed runs since the last good one. No more than are kept: one more is there for the moment before it is deleted. */
export function failedInARow(cron: CronJobFact, workloads: readonly ServiceWorkload[]): number {
  const failed = workloads.filter(({ workload, root }) => {
    if (workload.kind !== 'Job' || !isNamed(cron, root)) return false;
    const failure = failureOf(workload.conditions);
    if (failure === undefined) return false;
    return failedMs({ workload, root, failure }) > (cron.lastSuccessMs ?? 0);
  });
  return Math.max(1, Math.min(failed.length, cron.failedHistoryLimit));
}

/** The run that goes on the longest of those that have not ended. */
export function oldestRunning(
  cron: CronJobFact,
  workloads: readonly ServiceWorkload[],
): JobFact | undefined {
  const running = workloads.flatMap(({ workload, root }) => {
    const isRun = workload.kind === 'Job' && isNamed(cron, root);
    return isRun && workload.active > 0 && workload.deletionMs === undefined ? [workload] : [];
  });
  return running.toSorted((left, right) => left.createdMs - right.createdMs)[0];
}

function isNamed(
  { kind, name }: { readonly kind: string; readonly name: string },
  other: { readonly kind: string; readonly name: string },
): boolean {
  return kind === other.kind && name === other.name;
}
