import type { HealthWord } from '../api/health.ts';
import type { Report, ReportDiagnosis } from './types.ts';

/** The state of the service in one line, without a duration: it must not change by itself. */
export function summaryOf(
  health: HealthWord,
  pods: Report['pods'],
  top: ReportDiagnosis | undefined,
): string {
  if (top !== undefined && health !== 'Healthy') return `${top.title}: ${affectedText(top, pods)}`;
  if (health === 'Healthy') return healthyText(pods);
  if (health === 'Suspended') return 'Scaled to zero or suspended on purpose';
  if (health === 'Progressing') return `Starting: ${servingText(pods)}`;
  if (health === 'Unknown') return 'Nothing to judge: no workload carries the label';
  return `No cause found yet: ${servingText(pods)}`;
}

function healthyText(pods: Report['pods']): string {
  return pods.desired === 0 ? 'Nothing is wrong' : `${pods.ready} of ${pods.desired} pods serve`;
}

function servingText(pods: Report['pods']): string {
  return `${pods.ready} of ${pods.desired} pods serve`;
}

function affectedText(top: ReportDiagnosis, pods: Report['pods']): string {
  const workload = top.affected.workloads[0] ?? '';
  if (top.affected.pods === 0) return `${workload}, ${servingText(pods)}`;
  const noun = top.affected.pods === 1 ? 'pod' : 'pods';
  return `${top.affected.pods} ${noun} of ${workload}, ${servingText(pods)}`;
}
