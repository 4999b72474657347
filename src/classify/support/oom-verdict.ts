import type { Clock, ContainerFact, TerminationFact } from '../../facts/index.ts';

/** containerd may first say Error and correct itself to OOMKilled: nothing is said before it had the time to. */
const OOM_VERDICT_MS = 30_000;

/** Whether the runtime will not call this kill OOMKilled any more. */
export function hasVerdict(run: TerminationFact, container: ContainerFact, clock: Clock): boolean {
  if (run.finishedMs === undefined || isSettled(run, container)) return true;
  return clock.atLeast(run.finishedMs, OOM_VERDICT_MS);
}

/**
 * A run that another one followed has its verdict. So has one whose container is held back, or was before it ran again
 * (from the second restart on): `terminated` stays for ten seconds by then. A restarted operator, which knows no older
 * kill, would otherwise wait once more.
 */
function isSettled(run: TerminationFact, container: ContainerFact): boolean {
  if (run !== container.terminations.at(-1)) return true;
  if (container.state.kind === 'waiting') return true;
  return container.restartCount >= 2 && container.state.kind === 'running';
}
