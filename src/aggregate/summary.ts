import type { HealthWord } from '../api/health.ts';
import type { ServicePod } from '../facts/index.ts';
import type { AssessedWorkload } from './roles.ts';
import { othersText } from './shared-cause.ts';
import { suspectText } from './suspect-words.ts';
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
  if (health === 'Suspended') return suspendedText(input);
  if (health === 'Unknown') return top?.title ?? 'Nothing to judge: no workload carries the label';
  if (top !== undefined) return `${top.title}: ${affectedText(top, input)}`;
  if (health !== 'Progressing') return withoutCause(input);
  if (isOnlyJobs(workloads)) return `Running: ${doneText(input)}`;
  const isRollout = workloads.some(({ assessment }) => assessment.rollout === 'InProgress');
  return `${isRollout ? 'Rolling out' : 'Starting'}: ${doneText(input)}`;
}

/** Without any workload the word is Unknown. The pods of a DaemonSet are asked for by nodes; nobody asks for a pod without controller again. */
function suspendedText(input: SummaryInput): string {
  const { workloads, top } = input;
  if (workloads.every(({ group }) => group.reference.kind === 'Pod')) {
    if (top !== undefined) return `${top.title}: ${affectedText(top, input)}`;
    return 'Nothing is left to run: its pods have finished or are being deleted';
  }
  const isForNodes = workloads.every(({ group }) => group.fact?.kind === 'DaemonSet');
  return isForNodes
    ? 'No pod is asked for: no node is one that the DaemonSet selects'
    : 'No pod is asked for: scaled to zero, suspended or finished';
}

function withoutCause(input: SummaryInput): string {
  return `${whyWithoutCause(input)}: ${doneText(input)}`;
}

/**
 * A probe that fails for a moment has no diagnosis, nor has a pod that is only just ready again. The words are the same
 * for both: a probe that passes and fails in turns would else be a write at each turn.
 */
function whyWithoutCause({ hasIgnored, workloads }: SummaryInput): string {
  if (hasIgnored) return 'The cause is ignored';
  const isUnsteady = workloads.some(
    ({ group, assessment }) => group.pods.filter(runs).length > assessment.available,
  );
  return isUnsteady ? 'Pods run, but are not ready all the time' : 'No cause found yet';
}

function runs({ pod }: ServicePod): boolean {
  return (
    pod.deletionMs === undefined && pod.containers.every(({ state }) => state.kind === 'running')
  );
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
  return workloads.every(({ assessment }) => assessment.word !== undefined);
}

function affectedText(top: ReportDiagnosis, input: SummaryInput): string {
  const workload = top.affected.workloads[0] ?? '';
  const noun = top.affected.pods === 1 ? 'pod' : 'pods';
  const share = suspectText(top.suspects ?? [], top.affected.pods);
  const who =
    top.affected.pods === 0 ? workload : `${top.affected.pods} ${noun} of ${workload}${share}`;
  // Of a CronJob no number of pods or runs is wanted, and of a pod without controller none once it has failed.
  const served = input.pods.desired === 0 ? who : `${who}, ${doneText(input)}`;
  const others = othersText(top.sharedCause);
  return others === '' ? served : `${served}; ${others}`;
}
