// What befell a node, as its kubelet tells in events about it, and which ends of containers go with that.
import type { EventFact, TerminationFact } from '../../facts/index.ts';
import type { PlacedContainer } from './subject.ts';

/** The kubelet's event, pkg/kubelet/oom, for a kill that no limit of a container explains. */
const SYSTEM_OOM = 'SystemOOM';
/** Events may come some seconds before or after the runtime notices the end. */
const CLOSE_MS = 60_000;

/** The first event about the container's node running out of memory that the end of the run goes with. */
export function systemOomAt(
  events: readonly EventFact[],
  { pod }: PlacedContainer,
  { finishedMs }: TerminationFact,
): EventFact | undefined {
  if (finishedMs === undefined) return undefined;
  return events.find(
    (event) =>
      event.reason === SYSTEM_OOM &&
      event.involved.kind === 'Node' &&
      event.involved.name === pod.nodeName &&
      finishedMs >= event.firstMs - CLOSE_MS &&
      finishedMs <= event.lastMs + CLOSE_MS,
  );
}
