// Which logs are worth a request to the API server: few, and those of the newest runs.

import { NEVER_RAN } from '../classify/support/never-ran.ts';
import type { ContainerFact, TerminationFact, WantedLog } from '../facts/index.ts';
import { type LogPlace, type LogSight, logPlaces } from './log-sight.ts';
import type { Problem } from './merge.ts';

/** Whether pods die of the same thing shows in three of them. */
const MAX_PODS = 3;

/** Newest first. What is known of a run is not asked for again. */
export function wantedLogs(problems: readonly Problem[], sight: LogSight): readonly WantedLog[] {
  if (!sight.spec.isQuoted) return [];
  const wanted = new Map<string, WantedLog>();
  for (const problem of problems) {
    if (problem.state === 'ignored') continue;
    const newest = logPlaces(problem, sight).flatMap(wantedAt).sort(byAge).slice(0, MAX_PODS);
    for (const log of newest) if (!isKnown(log, sight)) wanted.set(nameOf(log), log);
  }
  return [...wanted.values()].sort(byAge);
}

function wantedAt({ pod, container, run }: LogPlace): readonly WantedLog[] {
  const place = {
    podUid: pod.uid,
    pod: pod.name,
    container: container.name,
    containerKind: container.kind,
    run,
  };
  const one = run === 'ended' ? endedRun(container) : presentRun(container);
  return one === undefined ? [] : [{ ...place, ...one }];
}

type Run = Pick<WantedLog, 'containerId' | 'atMs' | 'startedMs'>;

/** The kubelet keeps the log of the newest one only. */
function endedRun({ state, last }: ContainerFact): Run | undefined {
  const run: TerminationFact | undefined = state.kind === 'terminated' ? state : last;
  if (run === undefined || run.containerId === '' || NEVER_RAN.includes(run.reason)) {
    return undefined;
  }
  const { containerId, startedMs, finishedMs } = run;
  return {
    containerId,
    atMs: finishedMs ?? startedMs ?? 0,
    ...(startedMs !== undefined && { startedMs }),
  };
}

function presentRun({ state, containerId }: ContainerFact): Run | undefined {
  if (state.kind !== 'running' || containerId === undefined) return undefined;
  const { startedMs } = state;
  return { containerId, atMs: startedMs ?? 0, ...(startedMs !== undefined && { startedMs }) };
}

function isKnown(log: WantedLog, { captures }: LogSight): boolean {
  return captures.some(
    ({ podUid, containerId, run }) =>
      podUid === log.podUid && containerId === log.containerId && run === log.run,
  );
}

function nameOf({ podUid, container, run }: WantedLog): string {
  return `${podUid}/${container}/${run}`;
}

function byAge(left: WantedLog, right: WantedLog): number {
  return right.atMs - left.atMs;
}
