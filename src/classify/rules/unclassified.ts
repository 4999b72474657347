import type { ContainerState, EventFact, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { isCurrent, newest } from '../support/events.ts';
import { eventEvidence, waitingEvidence } from '../support/evidence.ts';
import { replicaSet } from '../support/example-workloads.ts';
import {
  ago,
  event,
  condition as exampleCondition,
  pod,
  waitingContainer,
} from '../support/examples.ts';
import {
  allContainers,
  condition,
  liveContainers,
  livePods,
  waitingSinceMs,
} from '../support/pods.ts';
import { stablePullReason } from '../support/pulls.ts';
import { hasItsPods } from '../support/refused-pods.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  podDetails,
  podSubject,
  workloadDetails,
} from '../support/subject.ts';
import { brief } from '../support/text.ts';
import { liveWorkloads, workloadOfEvent } from '../support/workloads.ts';
import type { Finding, Subject } from '../types.ts';

/** Waiting reasons of a start that goes on, and of a crash, which has an exit code to be named by. */
const BENIGN_REASONS = ['', 'ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];
/** Most errors of a start are gone at the next try: the kubelet tries again within seconds. */
const WAITING_DWELL_MS = 60_000;
/** One or two warnings are part of every start. */
const MIN_REPEATS = 3;
/** The end of a pull error, which says most, stands after two or three repetitions of the image. */
const MAX_QUOTE_CHARACTERS = 700;

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

type Inputs = Pick<ServiceSnapshot, 'pods' | 'events' | 'workloads' | 'clock'>;

function isOdd(state: ContainerState): state is ContainerState & { readonly kind: 'waiting' } {
  return state.kind === 'waiting' && !BENIGN_REASONS.includes(state.reason);
}

function waitingFindings({ pods, clock }: Inputs): readonly Finding[] {
  return liveContainers(pods).flatMap((at) => {
    const { state } = at.container;
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (!isOdd(state) || !clock.atLeast(sinceMs, WAITING_DWELL_MS)) return [];
    const text = state.message === '' ? state.reason : state.message;
    return [
      {
        subject: containerSubject(at),
        confidence: 'confirmed',
        state: 'active',
        reason: kubectlReason(at.container, stablePullReason(state.reason)),
        details: {
          ...containerDetails(at),
          what: `Container "${at.container.name}" does not start`,
          raw: quoted(text),
        },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
        lastMs: sinceMs,
        count: 1,
      },
    ];
  });
}

/** One finding per object and reason: a controller that puts a random name into each message splits its events. */
function eventFindings(inputs: Inputs): readonly Finding[] {
  const current = inputs.events.filter(
    (it) => it.type === 'Warning' && !IGNORED_EVENTS.has(it.reason) && isCurrent(it, inputs.clock),
  );
  const groups = Map.groupBy(current, ({ involved, reason }) =>
    [involved.uid, involved.name, involved.container, reason].join('\n'),
  );
  return [...groups.values()].flatMap((events) => eventFinding(events, inputs));
}

function eventFinding(events: readonly EventFact[], inputs: Inputs): readonly Finding[] {
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

function quoted(text: string): string {
  return brief(text, MAX_QUOTE_CHARACTERS);
}

const NO_SLOT = waitingContainer('CreateContainerError', 'failed to reserve container name "app"');

export default defineClassifier({
  code: 'Unclassified',
  title: '{what}, for a reason that has no name here yet',
  severity: 'error',
  reads: ['pods', 'events', 'workloads'],
  explanation: '{what}. Kubernetes says: "{raw}".',
  fix: [
    'Read the message: it is quoted as Kubernetes wrote it.',
    'Look at the events of {workload} and its pods for what happened just before.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get events --sort-by=.lastTimestamp'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: ['*'],
  classify(snapshot) {
    return [...waitingFindings(snapshot), ...eventFindings(snapshot)];
  },
  examples: [
    {
      name: 'a waiting reason that no rule knows is shown as it is',
      given: { pods: [pod({ containers: [NO_SLOT] })] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: { raw: 'failed to reserve container name "app"' },
        },
      ],
    },
    {
      name: 'the two words for a failed pull are one',
      given: {
        pods: [pod({ containers: [waitingContainer('ErrImagePull', 'x509: unknown authority')] })],
      },
      found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
    },
    {
      name: 'a refusal repeated under three pod names is one finding about the workload',
      given: {
        workloads: [replicaSet({ replicas: 0 })],
        events: ['a', 'b', 'c'].map((suffix) =>
          event('FailedCreate', `pods "web-7c9d-${suffix}" is forbidden: violates PodSecurity`, {
            involved: { kind: 'ReplicaSet', name: 'web-7c9d', uid: 'uid-web-7c9d', container: '' },
          }),
        ),
      },
      found: [
        { workload: 'web', confidence: 'confirmed', severity: 'info', reason: 'FailedCreate' },
      ],
    },
    {
      name: 'in the first minute the next try may succeed',
      given: { pods: [pod({ createdMs: ago(59), conditions: [], containers: [NO_SLOT] })] },
      found: [],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [pod({ containers: [waitingContainer('ContainerCreating')] })] },
      found: [],
    },
    {
      name: 'two warnings are part of every start',
      given: {
        pods: [pod()],
        events: [event('FailedMount', 'timed out', { count: 2, involved: { container: '' } })],
      },
      found: [],
    },
    {
      name: 'a pod that became ready after its warnings has got over them',
      given: {
        pods: [pod({ conditions: [exampleCondition('Ready', 'True', { sinceMs: ago(5) })] })],
        events: [event('FailedMount', 'timed out', { count: 9, involved: { container: '' } })],
      },
      found: [],
    },
    {
      name: 'warnings of an hour ago are over',
      given: {
        pods: [pod()],
        events: [event('FailedMount', 'timed out', { count: 9, lastMs: ago(3600) })],
      },
      found: [],
    },
  ],
});
