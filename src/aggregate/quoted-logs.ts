// What a diagnosis quotes of the logs: one entry for each way in which its containers died.

import { BOUNDS } from '../api/bounds.ts';
import { LOG_NOTES } from '../api/diagnosis.ts';
import { NEVER_RAN } from '../classify/support/never-ran.ts';
import {
  type ContainerFact,
  type LogCaptureFact,
  type RememberedLog,
  shortRunId,
} from '../facts/index.ts';
import { findCrash } from '../logs/crash/find-crash.ts';
import { excerpt } from '../logs/excerpt.ts';
import { logLink } from './log-link.ts';
import { containerAt, isAt, type LogPlace, type LogSight, logPlaces } from './log-sight.ts';
import type { Problem } from './merge.ts';
import { inSteps } from './steps.ts';
import type { ReportLog } from './types.ts';

/** One that ends in ever new ways is quoted anew no more often than this: each time is a write. */
const PAUSE_MS = 600_000;
/** What was not seen again for so long is not how it dies now. */
const STALE_MS = 3_600_000;

type Told = Omit<RememberedLog, 'isEmpty'>;

export function quotedLogs(problem: Problem, sight: LogSight): readonly ReportLog[] {
  const places = logPlaces(problem, sight);
  const told = toldLogs(problem, places, sight);
  if (told.length > 0) return told.map((log) => reported(log, sight));
  const none = neverRan(problem, sight);
  return none.length > 0 ? none : links(problem, places, sight);
}

/** While runs end of the same thing, what was told first stands: so a crash loop is not a write at each restart. */
function toldLogs(problem: Problem, places: readonly LogPlace[], sight: LogSight): readonly Told[] {
  if (!sight.spec.isQuoted) return [];
  const before = sight.memory.diagnoses.find(({ id }) => id === problem.id)?.logs ?? [];
  const captures = sight.captures
    .filter((capture) => places.some((place) => isAt(capture, place)))
    .toSorted((left, right) => right.atMs - left.atMs);
  const alike = Map.groupBy(captures, ({ fingerprint }) => fingerprint);
  const kept = before
    .filter((log) => isStillTrue(log, captures, sight))
    .map((log) => grown(log, alike.get(log.fingerprint) ?? [], problem));
  const known = new Set(kept.map(({ fingerprint }) => fingerprint));
  const news = [...alike.values()]
    .filter(([first]) => first !== undefined && !known.has(first.fingerprint))
    .flatMap((group) => firstTold(group, problem));
  return inTurns(news, kept);
}

/** The newest comes first; a place that is taken is given up only now and then. */
function inTurns(news: readonly Told[], kept: readonly Told[]): readonly Told[] {
  const free = BOUNDS.logs - kept.length;
  if (news.length <= free) return [...news, ...kept];
  const toldMs = Math.max(0, ...kept.map(({ atMs }) => atMs));
  const taken = news.filter(({ atMs }, index) => index < free || atMs - toldMs >= PAUSE_MS);
  return [...taken, ...kept].slice(0, BOUNDS.logs);
}

function isStillTrue(
  log: RememberedLog,
  captures: readonly LogCaptureFact[],
  { pods }: LogSight,
): boolean {
  const [newest] = captures;
  // Nothing newer is known: the run before the restart of the operator, or a pod that the Job controller deleted.
  if (newest === undefined) return true;
  if (!pods.has(log.pod)) return false;
  const isSeen = captures.some(({ fingerprint }) => fingerprint === log.fingerprint);
  return isSeen || newest.atMs - log.atMs < STALE_MS;
}

function grown(log: RememberedLog, group: readonly LogCaptureFact[], problem: Problem): Told {
  const { isEmpty: _, ...told } = log;
  const others = group.filter(({ pod }) => pod !== log.pod);
  return {
    ...told,
    pods: podsOf(Math.max(log.pods, others.length + 1), problem),
    alike: log.alike.length > 0 ? log.alike : others.slice(0, BOUNDS.alike).map(runOf),
  };
}

function firstTold(group: readonly LogCaptureFact[], problem: Problem): readonly Told[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const { podUid: _uid, containerKind: _kind, containerId: _id, run, ...said } = first;
  return [
    {
      ...said,
      ...runOf(first),
      hasEnded: run === 'ended',
      pods: podsOf(group.length, problem),
      alike: others.slice(0, BOUNDS.alike).map(runOf),
    },
  ];
}

/** As many as were read, as long as so many have the problem; a Job's is nobody's. */
function podsOf(read: number, { pods }: Problem): number {
  return inSteps(pods.length === 0 ? read : Math.min(read, pods.length));
}

function runOf({ pod, containerId }: LogCaptureFact) {
  return { pod, run: shortRunId(containerId) };
}

function reported({ pod, container, hasEnded, ...quote }: Told, sight: LogSight): ReportLog {
  const { maxLines } = sight.spec;
  const { lines } = quote;
  const shown = lines.length <= maxLines ? lines : excerpt(lines, findCrash(lines), maxLines);
  return {
    pod,
    container,
    hasEnded,
    quote: { ...quote, lines: shown },
    note: lines.length === 0 ? LOG_NOTES.empty : '',
    url: urlOf(pod, container, sight),
  };
}

/** Nothing may or could be read, but the team says where it is. */
function links(
  problem: Problem,
  places: readonly LogPlace[],
  sight: LogSight,
): readonly ReportLog[] {
  if (sight.spec.linkTemplate === '') return [];
  const named = sight.memory.diagnoses.find(({ id }) => id === problem.id)?.sample ?? [];
  const first = places.filter(({ pod }) => named.includes(pod.name));
  const chosen = [...new Set([...first, ...places])].slice(0, BOUNDS.logs);
  return chosen.map(({ pod, container, run }) => ({
    pod: pod.name,
    container: container.name,
    hasEnded: run === 'ended',
    note: '',
    url: urlOf(pod.name, container.name, sight),
  }));
}

function urlOf(pod: string, container: string, { spec, cluster, pods }: LogSight): string {
  const namespace = [...pods.values()][0]?.namespace ?? '';
  return logLink(spec.linkTemplate, { namespace, pod, container, cluster });
}

/** Said once, so that nobody looks for what cannot be there. */
function neverRan(problem: Problem, { pods, memory }: LogSight): readonly ReportLog[] {
  const spoke = memory.diagnoses.find(({ id }) => id === problem.id)?.sample[0];
  const subjects = problem.ruled.map(({ finding }) => finding.subject);
  const subject = subjects.find(({ pod }) => pod === spoke) ?? subjects[0];
  const at = containerAt(pods, { pod: subject?.pod, container: subject?.container });
  if (at === undefined || hasRun(at.container)) return [];
  const { pod, container } = at;
  const named = { pod: pod.name, container: container.name };
  return [{ ...named, hasEnded: false, note: LOG_NOTES.neverRan, url: '' }];
}

function hasRun({ state, terminations, restartCount }: ContainerFact): boolean {
  if (state.kind === 'running') return true;
  if (terminations.some(({ reason }) => !NEVER_RAN.includes(reason))) return true;
  return terminations.length === 0 && restartCount > 0;
}
