import type { EventFact, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding, Subject } from '../types.ts';
import { isCurrent, newest } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { allContainers, condition, livePods } from './pods.ts';
import { hasItsPods } from './refused-pods.ts';
import {
  containerDetails,
  containerSubject,
  podDetails,
  podSubject,
  workloadDetails,
} from './subject.ts';
import { brief } from './text.ts';
import { liveWorkloads, workloadOfEvent } from './workloads.ts';

/** One or two warnings are part of every start. */
const MIN_REPEATS = 3;
/** Events that only repeat what the state of the object says better, or what no service can act on. */
const IGNORED_EVENTS = new Set([
  // The kubelet, beside the waiting or terminated state of the container.
  'BackOff',
  'Failed',
  'InspectFailed',
  'Unhealthy',
  // The scheduler, beside condition PodScheduled.
  'FailedScheduling',
  // The Job controller, beside condition Failed.
  'BackoffLimitExceeded',
  // The kubelet about the DNS setup of the whole cluster.
  'MissingClusterDNS',
  'DNSConfigForming',
]);

/** The end of a pull error, which says most, stands after two or three repetitions of the image. */
const MAX_QUOTE_CHARACTERS = 700;

type Inputs = Pick<ServiceSnapshot, 'pods' | 'events' | 'workloads' | 'clock'>;

/** One finding per object and reason: a controller that puts a random name into each message splits its events. */
export function repeatedWarnings(inputs: Inputs): readonly Finding[] {
  const current = inputs.events.filter(
    (it) => it.type === 'Warning' && !IGNORED_EVENTS.has(it.reason) && isCurrent(it, inputs.clock),
  );
  const groups = Map.groupBy(current, ({ involved, reason }) =>
    [involved.uid, involved.name, involved.container, reason].join('\n'),
  );
  return [...groups.values()].flatMap((events) => warningFinding(events, inputs));
}

function warningFinding(events: readonly EventFact[], inputs: Inputs): readonly Finding[] {
  const latest = newest(events);
  const count = events.reduce((sum, it) => sum + it.count, 0);
  if (latest === undefined || count < MIN_REPEATS) return [];
  const target = targetOf(latest, inputs);
  if (target === undefined) return [];
  return [
    {
      subject: target.subject,
      confidence: 'confirmed',
      state: 'active',
      severity: 'info',
      reason: latest.reason,
      details: { ...target.details, what: warningWords(latest), raw: quoted(latest.message) },
      evidence: [eventEvidence(latest)],
      sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
      lastMs: latest.lastMs,
      count,
    },
  ];
}

interface EventTarget {
  readonly subject: Subject;
  readonly details: Readonly<Record<string, string>>;
}

/** What the event is about, unless that has come right since. */
function targetOf(it: EventFact, { pods, workloads }: Inputs): EventTarget | undefined {
  if (it.involved.kind === 'Pod') return podTarget(it, pods);
  const about = workloadOfEvent(it, liveWorkloads(workloads));
  if (about === undefined || hasItsPods(about.workload)) return undefined;
  return { subject: { workload: about.root }, details: workloadDetails(about.root) };
}

function podTarget(
  { involved, lastMs }: EventFact,
  pods: ServiceSnapshot['pods'],
): EventTarget | undefined {
  const servicePod = livePods(pods).find(({ pod: where }) => where.uid === involved.uid);
  if (servicePod === undefined) return undefined;
  const ready = condition(servicePod.pod.conditions, 'Ready');
  if (ready?.status === 'True' && (ready.sinceMs ?? 0) >= lastMs) return undefined;
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
  return brief(text, MAX_QUOTE_CHARACTERS);
}
