import type { ContainerFact, ProbeFact, Thresholds } from '../../facts/index.ts';

/** How long a container may run without being ready: what its own probes allow, at least the grace of the service. */
export function readinessBudgetMs(container: ContainerFact, thresholds: Thresholds): number {
  const probes = allowedSeconds(container.startup) + allowedSeconds(container.readiness);
  return 1000 * Math.max(thresholds.startupGraceSeconds, probes);
}

/** The time until a probe that never succeeds has failed often enough to count. */
function allowedSeconds(probe: ProbeFact | undefined): number {
  if (probe === undefined) return 0;
  return probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold;
}
