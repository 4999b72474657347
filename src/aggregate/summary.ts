import type { HealthWord } from '../api/health.ts';
import type { AssessedWorkload } from './roles.ts';
import { othersText } from './shared-cause.ts';
import type { Report, ReportDiagnosis } from './types.ts';

/** What the summary is made from. */
export interface SummaryInput {
  readonly health: HealthWord;
  readonly pods: Report['pods'];
  readonly workloads: readonly AssessedWorkload[];
  /** The most important issue. */
  readonly top: ReportDiagnosis | undefined;
  /** Whether there is a diagnosis that counts for nothing because the team said so. */
  readonly hasIgnored: boolean;
}

/** The state of the service in one line, without a duration: it must not change by itself. */
export function summaryOf(input: SummaryInput): string {
  const { health, top, workloads } = input;
  if (health === 'Healthy') return healthyText(input);
  if (health === 'Suspended') return suspendedText(workloads);
  if (health === 'Unknown') return top?.title ?? 'Nothing to judge: no workload carries the label';
  if (top !== undefined) return `${top.title}: ${affectedText(top, input)}`;
  if (health !== 'Progressing') return withoutCause(input);
  if (isOnlyJobs(workloads)) return `Running: ${doneText(input)}`;
  const isRollout = workloads.some(({ assessment }) => assessment.rollout === 'InProgress');
  return `${isRollout ? 'Rolling out' : 'Starting'}: ${doneText(input)}`;
}

/** The pods of a DaemonSet are asked for by nodes. */
function suspendedText(workloads: readonly AssessedWorkload[]): string {
  const isForNodes =
    workloads.length > 0 && workloads.every(({ group }) => group.fact?.kind === 'DaemonSet');
  return isForNodes
    ? 'No pod is asked for: no node is one that the DaemonSet selects'
    : 'No pod is asked for: scaled to zero, suspended or finished';
}

function withoutCause(input: SummaryInput): string {
  return `${input.hasIgnored ? 'The cause is ignored' : 'No cause found yet'}: ${doneText(input)}`;
}

function healthyText(input: SummaryInput): string {
  const { desired, ready } = input.pods;
  return desired === 0 || ready < desired ? 'Nothing is wrong' : doneText(input);
}

/** A Job's pods do not serve, they finish. */
function doneText({ pods: { ready, desired }, workloads }: SummaryInput): string {
  return `${ready} of ${desired} ${isOnlyJobs(workloads) ? 'runs succeeded' : 'pods serve'}`;
}

function isOnlyJobs(workloads: readonly AssessedWorkload[]): boolean {
  return workloads.length > 0 && workloads.every(({ assessment }) => assessment.word !== undefined);
}

function affectedText(top: ReportDiagnosis, input: SummaryInput): string {
  const workload = top.affected.workloads[0] ?? '';
  const noun = top.affected.pods === 1 ? 'pod' : 'pods';
  const who = top.affected.pods === 0 ? workload : `${top.affected.pods} ${noun} of ${workload}`;
  // Of a CronJob no number of pods or runs is wanted, and of a pod without controller none once it has failed.
  const served = input.pods.desired === 0 ? who : `${who}, ${doneText(input)}`;
  const others = othersText(top.sharedCause);
  return others === '' ? served : `${served}; ${others}`;
}
