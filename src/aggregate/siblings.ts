// A pod that joins a crash loop: what its siblings of the same ReplicaSet say of it before it has crashed itself.

import { crashHistory } from '../classify/support/crash-history.ts';
import { hasRunFor, requiredStableMs } from '../classify/support/stability.ts';
import type {
  Clock,
  ContainerFact,
  EpochMs,
  PodFact,
  ServicePod,
  Thresholds,
} from '../facts/index.ts';

/** A loop of one container in some pods of a ReplicaSet. */
interface Loop {
  /** Its first crash that is known. What began before was not made into it. */
  readonly sinceMs: EpochMs;
  /** How long a container has to run that is to be out of it. */
  readonly neededMs: number;
}

/** The loops of a workload, by ReplicaSet and container. */
export type Loops = ReadonlyMap<string, Loop>;

/**
 * The pods of one ReplicaSet are all alike: a container that loops in one of them will in a new one, until that has run
 * for as long as a looping one would have to. A corrected revision has another ReplicaSet, so nothing holds it up. The
 * pods of a StatefulSet are not alike: each has a volume and a name of its own.
 */
export function loopsOf(
  pods: readonly ServicePod[],
  { thresholds, clock }: { readonly thresholds: Thresholds; readonly clock: Clock },
): Loops {
  const loops = new Map<string, Loop>();
  const chance = endedByChance(pods);
  for (const { pod, replicaSet } of pods) {
    if (replicaSet === '' || (isEnded(pod) && chance.has(replicaSet))) continue;
    for (const container of servingContainers(pod)) {
      const history = crashHistory(pod, container, { clock, thresholds });
      // So many ends are a loop, however quickly the next pod takes the place of the last.
      if (history === undefined || (history.state !== 'active' && !isEnded(pod))) continue;
      const key = loopKey(replicaSet, container);
      const loop = { sinceMs: history.sinceMs, neededMs: requiredStableMs(container) };
      loops.set(key, widened(loops.get(key), loop));
    }
  }
  return loops;
}

/** Pods that were ended as a whole, as by an eviction, say of their successors only that it goes on, and from here on. */
const MIN_ENDS = 3;

/** ReplicaSets of which so few were ended that the next need not be. */
function endedByChance(pods: readonly ServicePod[]): ReadonlySet<string> {
  const ended = Map.groupBy(
    pods.filter(({ pod }) => isEnded(pod)),
    ({ replicaSet }) => replicaSet,
  );
  return new Set([...ended].filter(([, those]) => those.length < MIN_ENDS).map(([name]) => name));
}

function isEnded({ phase, statusReason }: PodFact): boolean {
  return phase === 'Failed' && statusReason !== '';
}

function widened(known: Loop | undefined, loop: Loop): Loop {
  if (known === undefined) return loop;
  return {
    sinceMs: Math.min(known.sinceMs, loop.sinceMs),
    neededMs: Math.max(known.neededMs, loop.neededMs),
  };
}

/** Whether one of the pod's containers began in the midst of a loop and has yet to show that it does better. */
export function joinsLoop({ pod, replicaSet }: ServicePod, loops: Loops, clock: Clock): boolean {
  return servingContainers(pod).some((container) => {
    const loop = loops.get(loopKey(replicaSet, container));
    if (loop === undefined || startedMs(container, pod) <= loop.sinceMs) return false;
    return !hasRunFor(container, clock, loop.neededMs);
  });
}

/** Of the present run, or of the last one while the next has not begun. */
function startedMs({ state }: ContainerFact, pod: PodFact): EpochMs {
  const hasRun = state.kind === 'running' || state.kind === 'terminated';
  return (hasRun ? state.startedMs : undefined) ?? pod.createdMs;
}

function loopKey(replicaSet: string, { name }: ContainerFact): string {
  return `${replicaSet}/${name}`;
}

function servingContainers({ containers, initContainers }: PodFact): readonly ContainerFact[] {
  return [...containers, ...initContainers.filter(({ kind }) => kind === 'sidecar')];
}
