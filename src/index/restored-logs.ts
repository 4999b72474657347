import {
  type ContainerFact,
  type EpochMs,
  type LogCaptureFact,
  type PodFact,
  type RememberedLog,
  type RememberedRun,
  type ReportMemory,
  shortRunId,
} from '../facts/index.ts';

/** What the index holds, beside what the last report says. */
interface Present {
  readonly pods: readonly PodFact[];
  readonly live: readonly LogCaptureFact[];
  readonly nowMs: EpochMs;
}

/**
 * All captures of a service. Those of the last report that the index does not hold stand beside the others, so a restart
 * forgets none. And while runs end of the same thing their words stay those told first: each run writes other instants
 * and numbers, and a report that quoted them would be written at each restart.
 */
export function steadyLogs(
  memory: ReportMemory,
  { pods, live, nowMs }: Present,
): readonly LogCaptureFact[] {
  const told = memory.diagnoses
    .flatMap(({ logs = [] }) => logs)
    .filter(({ atMs }) => atMs <= nowMs);
  if (told.length === 0) return live.toSorted(byPlace);
  const byRun = new Map(
    told.flatMap((log) => restoredCaptures(log, pods)).map((it) => [placeOf(it), it]),
  );
  for (const capture of live) byRun.set(placeOf(capture), withWordsOf(capture, told));
  return [...byRun.values()].sort(byPlace);
}

function withWordsOf(capture: LogCaptureFact, told: readonly RememberedLog[]): LogCaptureFact {
  const same = told.find(
    ({ container, fingerprint }) =>
      container === capture.container && fingerprint === capture.fingerprint && fingerprint !== '',
  );
  return same === undefined ? capture : { ...placed(capture), ...wordsOf(same) };
}

function placed({ failure: _failure, cause: _cause, ...capture }: LogCaptureFact) {
  return capture;
}

function wordsOf({ lines, fingerprint, failure, cause, redactions, isCut }: RememberedLog) {
  return {
    lines,
    fingerprint,
    ...(failure && { failure }),
    ...(cause && { cause }),
    redactions,
    isCut,
  };
}

/** Of the pod that is quoted, and of those that died alike and have not run again since. */
function restoredCaptures(log: RememberedLog, pods: readonly PodFact[]): readonly LogCaptureFact[] {
  if (log.lines.length === 0 && !log.isEmpty) return [];
  return [log, ...log.alike].flatMap((run) => {
    const pod = pods.find(({ name }) => name === run.pod);
    const container = pod && containerNamed(pod, log.container);
    if (pod === undefined || container === undefined) return [];
    const capture = restored(log, { pod, container, run });
    const isKept = run === log ? pod.createdMs <= log.atMs : capture.containerId !== '';
    return isKept ? [capture] : [];
  });
}

interface Place {
  readonly pod: PodFact;
  readonly container: ContainerFact;
  readonly run: RememberedRun;
}

function restored(log: RememberedLog, { pod, container, run }: Place): LogCaptureFact {
  return {
    podUid: pod.uid,
    pod: pod.name,
    container: container.name,
    containerKind: container.kind,
    containerId: idsOf(container).find((id) => shortRunId(id) === run.run) ?? '',
    run: log.hasEnded ? 'ended' : 'running',
    atMs: log.atMs,
    ...wordsOf(log),
  };
}

/** Those that the pod still tells of. */
function idsOf({ state, last, containerId }: ContainerFact): readonly string[] {
  const ended = state.kind === 'terminated' ? state.containerId : '';
  return [ended, last?.containerId ?? '', containerId ?? ''].filter((id) => id !== '');
}

function containerNamed(pod: PodFact, name: string): ContainerFact | undefined {
  return [...pod.initContainers, ...pod.containers].find((container) => container.name === name);
}

function placeOf({ podUid, container, run }: LogCaptureFact): string {
  return `${podUid}/${container}/${run}`;
}

function byPlace(left: LogCaptureFact, right: LogCaptureFact): number {
  return (
    compare(left.pod, right.pod) ||
    compare(left.container, right.container) ||
    compare(left.run, right.run)
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
