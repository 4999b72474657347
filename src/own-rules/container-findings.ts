// A rule of the platform team about containers: all that it asks for has to hold of the same one.
import { timesTold } from '../classify/support/events.ts';
import { eventEvidence, fieldEvidence, waitingEvidence } from '../classify/support/evidence.ts';
import { waitingSinceMs } from '../classify/support/pods.ts';
import { stablePullReason } from '../classify/support/pulls.ts';
import { standing } from '../classify/support/standing.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
} from '../classify/support/subject.ts';
import type { Evidence, Finding } from '../classify/types.ts';
import type { EventFact, RuleMatch, TerminationFact } from '../facts/index.ts';
import { asksRun } from './placeholders.ts';
import { presentCrash } from './present-crash.ts';
import {
  type Candidate,
  type CompiledMatch,
  candidates,
  confidenceOf,
  endsOf,
  eventsOf,
  isInLoop,
  lineOf,
  type OwnSnapshot,
  type SaidLine,
  type Searches,
  waitsFor,
} from './witness.ts';

/** What speaks for the rule, of one container. */
interface Witnesses {
  readonly runs: readonly TerminationFact[];
  readonly events: readonly EventFact[];
  readonly said: SaidLine | undefined;
}

/** One finding for each container of which all holds. */
export function containerFindings(
  compiled: CompiledMatch,
  snapshot: OwnSnapshot,
  searches: Searches,
): readonly Finding[] {
  return candidates(compiled, snapshot).flatMap((candidate) => {
    const witnesses = witnessesOf(candidate, compiled.match, snapshot, searches);
    const finding = witnesses && findingOf(candidate, witnesses, compiled);
    return finding === undefined ? [] : [finding];
  });
}

/** Undefined when something that is asked for does not hold. */
function witnessesOf(
  candidate: Candidate,
  match: RuleMatch,
  snapshot: OwnSnapshot,
  searches: Searches,
): Witnesses | undefined {
  const { waitingReasons, eventReasons } = match;
  if (waitingReasons !== undefined && !waitsFor(candidate, waitingReasons, snapshot)) {
    return undefined;
  }
  const runs = endsOf(candidate, match);
  const events = eventReasons === undefined ? [] : eventsOf(candidate, eventReasons, snapshot);
  const said = searches.log && lineOf(candidate, searches.log, snapshot);
  const isLacking = [
    asksRun(match) && runs.length === 0,
    eventReasons !== undefined && events.length === 0,
    searches.log !== undefined && said === undefined,
  ];
  if (isLacking.includes(true)) return undefined;
  const all = { runs, events, said };
  return searches.message === undefined
    ? all
    : withMessage(candidate.at, all, { isFound: searches.message, ...placesOf(match) });
}

/** Where a message may stand that has to fit. */
interface Places {
  readonly inWait: boolean;
  readonly inRun: boolean;
}

/** Where what is asked for has one; where only a log is asked for, any will do. Events are only there if asked for. */
function placesOf(match: RuleMatch): Places {
  const isAny = match.eventReasons === undefined && match.waitingReasons === undefined;
  if (isAny && !asksRun(match)) return { inWait: true, inRun: true };
  return { inWait: match.waitingReasons !== undefined, inRun: asksRun(match) };
}

/** Those of them whose message fits; undefined when none does. */
function withMessage(
  { container: { state } }: PlacedContainer,
  all: Witnesses,
  { isFound, inWait, inRun }: Places & { readonly isFound: (text: string) => boolean },
): Witnesses | undefined {
  function fits({ message }: { readonly message: string }): boolean {
    return message !== '' && isFound(message);
  }
  const runs = inRun ? all.runs.filter(fits) : [];
  const events = all.events.filter(fits);
  const waits = inWait && state.kind === 'waiting' && fits(state);
  if (!waits && runs.length === 0 && events.length === 0) return undefined;
  return runs.length === 0 ? { ...all, events } : { ...all, runs, events };
}

function findingOf(
  candidate: Candidate,
  witnesses: Witnesses,
  { match, log }: CompiledMatch,
): Finding | undefined {
  const { at, crashed } = candidate;
  const { said, events } = witnesses;
  const quoted = said === undefined ? [] : [lineEvidence(at, said.line, log?.quote(said.line))];
  const evidence = [...quoted, ...events.slice(0, 1).map(eventEvidence)];
  const proof = { confidence: confidenceOf(match), evidence };
  const run = isOfCrash(candidate, witnesses, match) ? runOf(witnesses) : undefined;
  if (crashed !== undefined && run !== undefined) return presentCrash(crashed, { run, ...proof });
  return isStanding(at, witnesses, match) ? standingFinding(at, events, proof) : undefined;
}

/** Whether the container's crashes tell since when and whether it goes on. */
function isOfCrash(candidate: Candidate, { said }: Witnesses, match: RuleMatch): boolean {
  if (asksRun(match) || said?.capture.run === 'ended') return true;
  return match.waitingReasons?.includes('CrashLoopBackOff') === true && isInLoop(candidate);
}

/** The last words of a run that goes on are read when it does not do what it should. */
function isStanding(
  { container }: PlacedContainer,
  { said }: Witnesses,
  { waitingReasons, eventReasons }: RuleMatch,
): boolean {
  if (waitingReasons !== undefined || eventReasons !== undefined) return true;
  return said?.capture.run === 'running' && !container.ready;
}

/** The run whose log it is, where one is read; else the newest that fits. */
function runOf({ runs, said }: Witnesses): TerminationFact | undefined {
  const id = said?.capture.containerId ?? '';
  return runs.findLast(({ containerId }) => id !== '' && containerId === id) ?? runs.at(-1);
}

function standingFinding(
  at: PlacedContainer,
  events: readonly EventFact[],
  { confidence, evidence }: Pick<Finding, 'confidence' | 'evidence'>,
): Finding {
  const { pod, container } = at;
  const { state } = container;
  const sinceMs = waitingSinceMs(pod, container);
  return standing({
    subject: containerSubject(at),
    confidence,
    reason:
      state.kind === 'waiting'
        ? kubectlReason(container, stablePullReason(state.reason))
        : 'NotReady',
    details: { ...containerDetails(at), previous: '' },
    evidence: [...waitingEvidence(pod, container), ...evidence],
    sinceMs,
    lastMs: Math.max(sinceMs, ...events.map(({ lastMs }) => lastMs)),
    count: Math.max(1, timesTold(events)),
  });
}

/** Quotes the part that fits and not the line: with its time the line would be another one at each restart. */
function lineEvidence(
  { pod, container }: PlacedContainer,
  line: string,
  part: string | undefined,
): Evidence {
  const field = `log of container ${container.name}`;
  return fieldEvidence({ kind: 'Pod', name: pod.name, field, value: part || line });
}
