// A rule of the platform team about what is told: Events of a reason, or a message wherever it stands.
import { areCurrent, newest, timesTold } from '../classify/support/events.ts';
import { eventEvidence } from '../classify/support/evidence.ts';
import { onePerSubject } from '../classify/support/one-per-subject.ts';
import { allContainers, livePodsByUid } from '../classify/support/pods.ts';
import {
  containerDetails,
  containerSubject,
  podDetails,
  podSubject,
  workloadDetails,
} from '../classify/support/subject.ts';
import { liveWorkloads, workloadOfEvent } from '../classify/support/workloads.ts';
import type { Finding, Subject } from '../classify/types.ts';
import type { EventFact, ServicePod } from '../facts/index.ts';
import { containerFindings } from './container-findings.ts';
import { presentCrash } from './present-crash.ts';
import {
  type CompiledMatch,
  candidates,
  confidenceOf,
  hasComeRight,
  isOfKind,
  type OwnSnapshot,
  type Searches,
} from './witness.ts';

interface Target {
  readonly subject: Subject;
  readonly details: Readonly<Record<string, string>>;
}

/** One finding for each pod, container or workload that current Events are about: of these reasons, or any Warning. */
export function eventFindings(
  compiled: CompiledMatch,
  snapshot: OwnSnapshot,
  { message: isFound = () => true }: Searches,
): readonly Finding[] {
  const { eventReasons } = compiled.match;
  const told = snapshot.events.filter(
    (event) =>
      (eventReasons?.includes(event.reason) ?? event.type === 'Warning') && isFound(event.message),
  );
  const groups = Map.groupBy(told, ({ involved, reason }) =>
    [involved.kind, involved.name, involved.uid, involved.container, reason].join('\n'),
  );
  return onePerSubject(
    [...groups.values()].flatMap((events) => eventFinding(events, compiled, snapshot)),
  );
}

/** The same for a message alone, which may also be that of a container that waits, or of a crash. */
export function messageFindings(
  compiled: CompiledMatch,
  snapshot: OwnSnapshot,
  searches: Searches,
): readonly Finding[] {
  return onePerSubject([
    ...waitingMessages(compiled, snapshot, searches),
    ...crashMessages(compiled, snapshot, searches),
    ...eventFindings(compiled, snapshot, searches),
  ]);
}

/** Any waiting reason that the container has at the moment is one that is asked for. */
function waitingMessages(
  compiled: CompiledMatch,
  snapshot: OwnSnapshot,
  searches: Searches,
): readonly Finding[] {
  const reasons = candidates(compiled, snapshot).flatMap(({ at: { container } }) =>
    container.state.kind === 'waiting' && container.state.message !== ''
      ? [container.state.reason]
      : [],
  );
  const waitingReasons = [...new Set(reasons)].filter((reason) => reason !== 'CrashLoopBackOff');
  if (waitingReasons.length === 0) return [];
  const match = { ...compiled.match, waitingReasons };
  return containerFindings({ ...compiled, match }, snapshot, searches);
}

function crashMessages(
  compiled: CompiledMatch,
  snapshot: OwnSnapshot,
  { message: isFound = () => true }: Searches,
): readonly Finding[] {
  const confidence = confidenceOf(compiled.match);
  return candidates(compiled, snapshot).flatMap(({ crashed }) => {
    const run = crashed?.history.crashes.findLast(
      ({ message }) => message !== '' && isFound(message),
    );
    if (crashed === undefined || run === undefined) return [];
    const finding = presentCrash(crashed, { run, confidence });
    return finding === undefined ? [] : [finding];
  });
}

function eventFinding(
  events: readonly EventFact[],
  { match, container }: CompiledMatch,
  snapshot: OwnSnapshot,
): readonly Finding[] {
  // The oldest is quoted: the newest is another one at each repetition.
  const [first] = events.toSorted((left, right) => left.firstMs - right.firstMs);
  const last = newest(events);
  if (first === undefined || last === undefined || !areCurrent(events, snapshot.clock)) return [];
  const target = targetOf(events, first, snapshot);
  if (target === undefined || !isOfKind(match, target.subject.workload.kind)) return [];
  if (container !== undefined && !container.isWhole(target.subject.container ?? '')) return [];
  return [
    {
      subject: target.subject,
      confidence: confidenceOf(match),
      state: 'active',
      reason: first.reason,
      details: target.details,
      evidence: [eventEvidence(first)],
      sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
      lastMs: last.lastMs,
      count: timesTold(events),
    },
  ];
}

function targetOf(
  events: readonly EventFact[],
  first: EventFact,
  { once }: OwnSnapshot,
): Target | undefined {
  if (first.involved.kind === 'Pod') {
    const servicePod = once(livePodsByUid).get(first.involved.uid);
    return servicePod && podTarget(events, first, servicePod);
  }
  const about = workloadOfEvent(first, once(liveWorkloads));
  if (about === undefined) return undefined;
  const details = workloadDetails(about.root);
  const who = details['workload'] ?? '';
  return { subject: { workload: about.root }, details: { ...details, who, Who: who } };
}

function podTarget(
  events: readonly EventFact[],
  { involved }: EventFact,
  servicePod: ServicePod,
): Target | undefined {
  const { pod, workload } = servicePod;
  if (hasComeRight(pod, events)) return undefined;
  const container = allContainers(pod).find(({ name }) => name === involved.container);
  if (container !== undefined) {
    const at = { servicePod, pod, container };
    return { subject: containerSubject(at), details: containerDetails(at) };
  }
  const who = `pod of ${workload.kind} ${workload.name}`;
  const details = { ...podDetails(servicePod), who: `a ${who}`, Who: `A ${who}` };
  return { subject: podSubject(servicePod), details };
}
