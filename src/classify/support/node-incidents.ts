// What befell a node, as its kubelet tells in events about it, and which ends of containers go with that.
import type { EventFact, TerminationFact } from '../../facts/index.ts';
import type { PlacedContainer } from './subject.ts';

/** Events may come some seconds before or after the runtime notices the end. */
const CLOSE_MS = 60_000;

/** The first event of this reason about the container's node that the end of the run goes with. */
export function incidentAt(
  events: readonly EventFact[],
  { pod }: PlacedContainer,
  { finishedMs }: TerminationFact,
  reason: 'SystemOOM' | 'Rebooted',
): EventFact | undefined {
  if (finishedMs === undefined) return undefined;
  return events.find(
    (event) =>
      event.reason === reason &&
      event.involved.kind === 'Node' &&
      event.involved.name === pod.nodeName &&
      finishedMs >= event.firstMs - CLOSE_MS &&
      finishedMs <= event.lastMs + CLOSE_MS,
  );
}
