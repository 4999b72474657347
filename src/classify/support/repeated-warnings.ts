import type { EventFact, ServicePod } from '../../facts/index.ts';
import type { Finding, RuleSnapshot, Subject } from '../types.ts';
import { lastReadySinceMs } from './controllers.ts';
import { areCurrent, newest, steadiest, timesTold } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { allContainers, isBeingMade, livePods, livePodsByUid } from './pods.ts';
import { hasItsPods } from './refused-pods.ts';
import {
  containerDetails,
  containerSubject,
  podDetails,
  podSubject,
  workloadDetails,
} from './subject.ts';
import { brief, steadyText } from './text.ts';
import { liveWorkloads, workloadOfEvent } from './workloads.ts';

/** One or two warnings are part of every start. */
const MIN_REPEATS = 3;
/** A kubelet tells of the first 25, then once in five minutes how many there were. That there are ever more is no news. */
const MAX_COUNTED = 20;
/** Events that only repeat what the state of the object says better, or what no service can act on. */
const IGNORED_EVENTS = new Set([
  // The kubelet, beside the waiting or terminated state of the container.
  'BackOff',
  'Failed',
  'InspectFailed',
  'Unhealthy',
  // The scheduler, beside condition PodScheduled.
  'FailedScheduling',
  // The kubelet: harms nobody while images are pulled, and is a cause once they are not.
  'FailedToRetrieveImagePullSecret',
  // Controllers whose pods are refused: known by better witnesses too.
  'FailedCreate',
  // The CronJob controller about a Job that it made without getting the answer, or that a person made: it runs all the same.
  'UnexpectedJob',
  // The Job controller, beside condition Failed.
  'BackoffLimitExceeded',
  // The node controller about each pod, beside the condition of the node, which has its own diagnosis.
  'NodeNotReady',
  // The kubelet about the DNS setup of the whole cluster.
  'MissingClusterDNS',
  'DNSConfigForming',
]);

/** What keeps a pod from starting anything: each has a rule that knows more. */
const BLOCKING_EVENTS = new Set([
  'FailedMount',
  'FailedMapVolume',
  'FailedAttachVolume',
  'FailedCreatePodSandBox',
  'NetworkNotReady',
]);

/** The end of a pull error, which says most, stands after two or three repetitions of the image. */
const MAX_QUOTE_CHARACTERS = 700;

type Inputs = RuleSnapshot<'pods' | 'events' | 'workloads'>;

/** One finding per object and reason: a controller that puts a random name into each message splits its events. */
export function repeatedWarnings(inputs: Inputs): readonly Finding[] {
  const warnings = inputs.events.filter(
    ({ type, reason }) => type === 'Warning' && !IGNORED_EVENTS.has(reason),
  );
  const groups = Map.groupBy(warnings, ({ involved, reason }) =>
    [involved.uid, involved.name, involved.container, reason].join('\n'),
  );
  return [...groups.values()].flatMap((events) => warningFinding(events, inputs));
}

function warningFinding(events: readonly EventFact[], inputs: Inputs): readonly Finding[] {
  const told = steadiest(events);
  const count = timesTold(events);
  if (told === undefined || count < MIN_REPEATS || !areCurrent(events, inputs.clock)) return [];
  const target = targetOf(events, told, inputs);
  if (target === undefined || isBlocking(told, inputs)) return [];
  return [
    {
      subject: target.subject,
      confidence: 'confirmed',
      state: 'active',
      severity: 'info',
      reason: told.reason,
      details: {
        ...target.details,
        what: warningWords(told),
        raw: quoted(told.message),
      },
      evidence: [eventEvidence(told)],
      sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...events.map(({ lastMs }) => lastMs)),
      count: Math.min(count, MAX_COUNTED),
    },
  ];
}

function isBlocking(event: EventFact, inputs: Inputs): boolean {
  const pod = podOf(event, inputs)?.pod;
  return pod !== undefined && BLOCKING_EVENTS.has(event.reason) && isBeingMade(pod);
}

/** Home-made controllers leave out the uid. */
function podOf({ involved }: EventFact, { once }: Inputs): ServicePod | undefined {
  if (involved.uid !== '') return once(livePodsByUid).get(involved.uid);
  return once(livePods).find(({ pod }) => pod.name === involved.name);
}

interface EventTarget {
  readonly subject: Subject;
  readonly details: Readonly<Record<string, string>>;
}

/** What the event is about, unless that has come right since. */
function targetOf(
  events: readonly EventFact[],
  it: EventFact,
  inputs: Inputs,
): EventTarget | undefined {
  if (it.involved.kind === 'Pod') return podTarget(newest(events) ?? it, podOf(it, inputs));
  const about = workloadOfEvent(it, inputs.once(liveWorkloads));
  if (about === undefined || hasItsPods(about.workload)) return undefined;
  return { subject: { workload: about.root }, details: workloadDetails(about.root) };
}

function podTarget(
  { involved, lastMs }: EventFact,
  servicePod: ServicePod | undefined,
): EventTarget | undefined {
  if (servicePod === undefined) return undefined;
  const readyMs = lastReadySinceMs(servicePod.pod);
  if (readyMs !== undefined && readyMs >= lastMs) return undefined;
  const container = allContainers(servicePod.pod).find(({ name }) => name === involved.container);
  if (container === undefined) {
    return { subject: podSubject(servicePod), details: podDetails(servicePod) };
  }
  const at = { servicePod, pod: servicePod.pod, container };
  return { subject: containerSubject(at), details: containerDetails(at) };
}

function warningWords({ involved, reason }: EventFact): string {
  const name = involved.kind === 'Pod' ? 'A pod' : `${involved.kind} ${involved.name}`;
  return `${name} gets the warning ${reason} again and again`;
}

/** A message of Kubernetes, for the sentence that quotes it. */
export function quoted(text: string): string {
  return brief(steadyText(text), MAX_QUOTE_CHARACTERS);
}
