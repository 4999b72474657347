import type { EpochMs, TerminationFact } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import { crashedContainers } from './crash-findings.ts';
import { activeSeverity, isRestartedUnseen, STEADY_CRASHES } from './crash-history.ts';
import { fieldEvidence, statusPath } from './evidence.ts';
import { liveContainers } from './pods.ts';
import { probeFailure, probeKill } from './probe-kills.ts';
import { containerDetails, containerSubject, type PlacedContainer } from './subject.ts';
import { byLetters, joinWords } from './text.ts';

/** The runtime's word for a kill for lack of memory. */
const OOM = 'OOMKilled';
/** As many ends as the evidence has room for beside the number of restarts. */
const MAX_ENDS = 4;

type Inputs = RuleSnapshot<'pods' | 'events'>;

/** Containers that are restarted steadily and whose restarts have no cause in common. */
export function restartLoopFindings(snapshot: Inputs): readonly Finding[] {
  return [...mixedLoops(snapshot), ...unseenLoops(snapshot)];
}

function mixedLoops(snapshot: Inputs): readonly Finding[] {
  return snapshot.once(crashedContainers).flatMap((at) => {
    const { state, isMixed, sinceMs, lastMs, count } = at.history;
    if (state !== 'active' || !isMixed) return [];
    // A probe is one cause, in however many ways the application ends when it is told to.
    if (probeKill(snapshot, at) !== undefined || failsProbe(snapshot, at)) return [];
    const ends = distinctEnds(at.container.terminations);
    const how = `its last runs ended in different ways (${joinWords([...ends.keys()])})`;
    const proof = [...ends.values()].map((run) => endEvidence(at, run));
    return [
      { ...loopFinding(at, how, proof), confidence: 'confirmed', sinceMs, lastMs, count } as const,
    ];
  });
}

function unseenLoops(snapshot: Inputs): readonly Finding[] {
  return snapshot.once(liveContainers).flatMap((at) => {
    const { pod, container } = at;
    if (!isRestartedUnseen(pod, container, snapshot.clock) || failsProbe(snapshot, at)) return [];
    const startedMs = container.state.kind === 'running' ? container.state.startedMs : undefined;
    return [
      {
        ...loopFinding(at, 'how its runs ended is not on record', []),
        confidence: 'likely',
        sinceMs: pod.createdMs,
        lastMs: startedMs ?? pod.createdMs,
        count: container.restartCount,
      } as const,
    ];
  });
}

function failsProbe(snapshot: Inputs, at: PlacedContainer): boolean {
  return (['liveness', 'startup'] as const).some(
    (probe) => probeFailure(snapshot, at, probe) !== undefined,
  );
}

/** The newest run of each end, sorted, so that the order in which they take turns changes nothing. */
function distinctEnds(runs: readonly TerminationFact[]): ReadonlyMap<string, TerminationFact> {
  const newest = new Map(runs.map((run) => [endName(run), run]));
  const sorted = [...newest].toSorted(([left], [right]) => byLetters(left, right));
  return new Map(sorted.slice(0, MAX_ENDS));
}

function endName({ exitCode, reason }: TerminationFact): string {
  return reason === OOM ? OOM : `exit code ${exitCode}`;
}

function endEvidence(at: PlacedContainer, run: TerminationFact): Evidence {
  const end = 'lastState.terminated';
  return run.reason === OOM
    ? quote(at, `${end}.reason`, run.reason, run.finishedMs)
    : quote(at, `${end}.exitCode`, String(run.exitCode), run.finishedMs);
}

function quote({ pod, container }: PlacedContainer, field: string, value: string, ms?: EpochMs) {
  return fieldEvidence({
    kind: 'Pod',
    name: pod.name,
    field: `${statusPath(container)}.${field}`,
    value,
    ...(ms !== undefined && { timeMs: ms }),
  });
}

function loopFinding(
  at: PlacedContainer,
  how: string,
  proof: readonly Evidence[],
): Omit<Finding, 'confidence' | 'sinceMs' | 'lastMs' | 'count'> {
  const restarts = String(STEADY_CRASHES);
  return {
    subject: containerSubject(at),
    log: { run: 'ended' },
    state: 'active',
    ...activeSeverity(at.pod),
    reason: 'Running',
    details: { ...containerDetails(at), how, restarts },
    // Not the number itself, which would make each restart a write.
    evidence: [quote(at, 'restartCount', `at least ${restarts}`), ...proof],
  };
}
