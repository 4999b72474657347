import type { ContainerFact, EpochMs, PodFact, TerminationFact } from '../facts/index.ts';

// As many as ContainerFact promises: enough for "3 in the window" and the longest of the last 3 runs.
const MAX_TERMINATIONS = 5;

// Enough for "3 in the window".
const MAX_OUTAGES = 5;

/**
 * A pod object tells of at most two finished runs of a container; what an earlier fact of the same pod knew is
 * carried along. Returns `next` itself when there is nothing to carry, which is the common case.
 *
 * Not so for a container that has passed and is not started again: the kubelet keeps one dead container of each name,
 * so it forgets the failed tries a moment later, and so would the successor of this process. Nothing depends on them.
 */
export function withHistory(previous: PodFact | undefined, next: PodFact): PodFact {
  const known = previous?.uid === next.uid ? previous : undefined;
  return withOutages(known, known === undefined ? next : withRuns(known, next));
}

function withRuns(previous: PodFact, next: PodFact): PodFact {
  const { restartPolicy } = next;
  const initContainers = carried(previous.initContainers, next.initContainers, restartPolicy);
  const containers = carried(previous.containers, next.containers, restartPolicy);
  const ephemeralContainers = carried(
    previous.ephemeralContainers,
    next.ephemeralContainers,
    restartPolicy,
  );
  const isUnchanged =
    initContainers === next.initContainers &&
    containers === next.containers &&
    ephemeralContainers === next.ephemeralContainers;
  return isUnchanged ? next : { ...next, initContainers, containers, ephemeralContainers };
}

function carried(
  earlier: readonly ContainerFact[],
  later: readonly ContainerFact[],
  restartPolicy: string,
): readonly ContainerFact[] {
  const known = new Map<string, readonly TerminationFact[]>();
  for (const container of earlier) {
    if (container.terminations.length > 0) known.set(container.name, container.terminations);
  }
  if (known.size === 0) return later;
  return later.map((container) => {
    const before = known.get(container.name);
    if (before === undefined || hasPassed(container, restartPolicy)) return container;
    return { ...container, terminations: merged(before, container.terminations) };
  });
}

function hasPassed({ kind, state }: ContainerFact, restartPolicy: string): boolean {
  if (state.kind !== 'terminated' || state.exitCode !== 0) return false;
  return kind === 'init' || (kind === 'main' && restartPolicy !== 'Always');
}

// The newer wording of the same run wins: the kubelet may complete a message afterwards.
function merged(
  before: readonly TerminationFact[],
  now: readonly TerminationFact[],
): readonly TerminationFact[] {
  const runs = new Map([...before, ...now].map((run) => [runId(run), run]));
  return [...runs.values()].sort(byFinish).slice(-MAX_TERMINATIONS);
}

function runId(run: TerminationFact): string {
  return `${run.finishedMs ?? ''} ${run.containerId}`;
}

// A run that nobody saw end is older than one that somebody did.
function byFinish(left: TerminationFact, right: TerminationFact): number {
  return (left.finishedMs ?? 0) - (right.finishedMs ?? 0);
}

/** The same for the readiness of the pod, of which an object tells the last change. */
function withOutages(previous: PodFact | undefined, next: PodFact): PodFact {
  const before = previous?.outages ?? [];
  const now = outageOf(next);
  const isNew = now !== undefined && !before.includes(now);
  if (before.length === 0 && !isNew) return next;
  return { ...next, outages: isNew ? [...before, now].slice(-MAX_OUTAGES) : before };
}

/** Not the time before the first container was up, nor that between two runs: the run began later than it. */
function outageOf({ conditions, containers, initContainers }: PodFact): EpochMs | undefined {
  const unready = conditions.find(({ type }) => type === 'ContainersReady');
  const sinceMs = unready?.status === 'False' ? unready.sinceMs : undefined;
  if (sinceMs === undefined) return undefined;
  const sidecars = initContainers.filter(({ kind }) => kind === 'sidecar');
  const isUp = [...containers, ...sidecars].every(
    ({ state }) => state.kind === 'running' && (state.startedMs ?? sinceMs) < sinceMs,
  );
  return isUp ? sinceMs : undefined;
}
