import type { ContainerFact, EpochMs, ServiceSnapshot } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { crashHistory } from './crash-history.ts';
import { condition, liveContainers } from './pods.ts';
import { readinessBudgetMs } from './probe-budget.ts';
import type { PlacedContainer } from './subject.ts';

/** A pod that was ready and fails its probe for a moment comes back by itself: half a minute of it is a problem. */
export const UNREADY_DWELL_MS = 30_000;

type Inputs = Pick<ServiceSnapshot, 'clock' | 'thresholds'>;

/** A container that runs and fails its readiness probe. */
interface UnreadyContainer extends PlacedContainer {
  readonly sinceMs: EpochMs;
}

/** Containers that have run without being ready for longer than they may; a crash loop has its own rules. */
export function unreadyContainers(
  snapshot: Inputs & RuleSnapshot<'pods'>,
): readonly UnreadyContainer[] {
  return snapshot.once(liveContainers).flatMap((at) => {
    const sinceMs = unreadySinceMs(at, snapshot);
    return sinceMs === undefined ? [] : [{ ...at, sinceMs }];
  });
}

function unreadySinceMs({ pod, container }: PlacedContainer, inputs: Inputs): EpochMs | undefined {
  const startedMs = probedSinceMs(container);
  if (startedMs === undefined) return undefined;
  const { clock, thresholds } = inputs;
  const unreadyMs = condition(pod.conditions, 'ContainersReady')?.sinceMs ?? startedMs;
  const isLate =
    clock.atLeast(startedMs, readinessBudgetMs(container, thresholds)) &&
    clock.atLeast(unreadyMs, UNREADY_DWELL_MS) &&
    crashHistory(pod, container, inputs)?.state !== 'active';
  return isLate ? Math.max(unreadyMs, startedMs) : undefined;
}

/** Start of a container whose readiness probe runs and does not pass; before the startup probe has, it does not run. */
function probedSinceMs({ state, ready, started, readiness }: ContainerFact): EpochMs | undefined {
  const isProbed = readiness !== undefined && started !== false && !ready;
  return isProbed && state.kind === 'running' ? state.startedMs : undefined;
}
