import type { ContainerFact, EpochMs, ServicePod } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { eventEvidence, fieldEvidence } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import {
  ago,
  container,
  event,
  condition as exampleCondition,
  probe,
} from '../support/examples.ts';
import { condition, livePods } from '../support/pods.ts';
import { probeFailure } from '../support/probe-kills.ts';
import { probeWords } from '../support/probe-words.ts';
import { windowMs } from '../support/stability.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';

const CODE = 'ReadinessFlapping';

/** One or two moments without readiness pass by themselves, as a slow answer under load does. */
const MIN_OUTAGES = 3;
/** Turns that are longer than this are outages and times of peace, each told as what it is. */
const CALM_MS = 120_000;

type Inputs = RuleSnapshot<'pods' | 'events' | 'memory'>;

/** Once told it stays so until it is over: a restart of the operator forgets what led to it. */
function hasTurns({ pod }: ServicePod, { clock, thresholds, memory }: Inputs): boolean {
  const outages = pod.outages ?? [];
  const current = outages.filter((sinceMs) => !clock.atLeast(sinceMs, windowMs(thresholds)));
  if (current.length >= MIN_OUTAGES) return true;
  return memory.diagnoses.some(
    ({ code, state, sample }) =>
      code === CODE && state !== 'recovered' && sample.includes(pod.name),
  );
}

/** The first that is known to fail its probe, else the first that may. */
function flapping(servicePod: ServicePod, snapshot: Inputs) {
  const { pod } = servicePod;
  const probed = pod.containers.filter(isProbed).map((it) => ({ servicePod, pod, container: it }));
  const failed = probed.flatMap((at) => failureOf(at, snapshot));
  const [first] = probed;
  return failed[0] ?? (first && { at: first, failure: undefined });
}

function isProbed({ readiness, state }: ContainerFact): boolean {
  return readiness !== undefined && state.kind === 'running';
}

function failureOf(at: PlacedContainer, snapshot: Inputs) {
  const failure = probeFailure(snapshot, at, 'readiness');
  return failure === undefined ? [] : [{ at, failure }];
}

function flappingFinding(servicePod: ServicePod, snapshot: Inputs): readonly Finding[] {
  const { pod } = servicePod;
  const sinceMs = turnedMs(servicePod, snapshot);
  const found = flapping(servicePod, snapshot);
  if (sinceMs === undefined || found === undefined) return [];
  const { at, failure } = found;
  const proof = failure === undefined ? [] : [eventEvidence(failure)];
  const [firstMs = sinceMs] = pod.outages ?? [];
  const words = probeWords(at.container.readiness, failure?.message ?? '');
  const finding = standing({
    subject: containerSubject(at),
    reason: 'Running',
    details: { ...containerDetails(at), ...words },
    evidence: [...proof, unreadyEvidence(pod.name, firstMs)],
    sinceMs: firstMs,
    lastMs: sinceMs,
    takesPodOut: true,
  });
  return [finding];
}

/** The last turn of a pod that is in the midst of them. */
function turnedMs(servicePod: ServicePod, snapshot: Inputs): EpochMs | undefined {
  const sinceMs = condition(servicePod.pod.conditions, 'ContainersReady')?.sinceMs;
  if (sinceMs === undefined || snapshot.clock.atLeast(sinceMs, CALM_MS)) return undefined;
  return hasTurns(servicePod, snapshot) ? sinceMs : undefined;
}

function unreadyEvidence(name: string, timeMs: EpochMs): Evidence {
  const field = 'status.conditions[ContainersReady].status';
  return fieldEvidence({ kind: 'Pod', name, field, value: 'False', timeMs });
}

const PROBED = container({ readiness: probe() });

/** Ready again for so many seconds. */
function back(seconds: number, outages: readonly number[]): ServicePod {
  const since = { sinceMs: ago(seconds) };
  return podWith(PROBED, {
    outages: outages.map(ago),
    conditions: [
      exampleCondition('ContainersReady', 'True', since),
      exampleCondition('Ready', 'True', since),
    ],
  });
}

export default defineClassifier({
  code: CODE,
  title: '{Who} is ready and not ready in turns',
  severity: 'error',
  reads: ['pods', 'events', 'memory'],
  explanation:
    '{Who} runs without a restart, but passes its readiness probe and fails it in turns: {probe} gets {answer}. While it fails, the pod gets no traffic, so callers see errors that come and go.',
  fix: [
    '{advice}.',
    'Look at what the application is short of in the moments when it fails, such as CPU, free connections, or a service that it calls.',
    'Give the probe a longer timeoutSeconds or a higher failureThreshold if it only answers late now and then.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} logs {pod} --container {container} --tail=50',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  outranks: ['ReadinessFailing'],
  classify(snapshot) {
    return snapshot.once(livePods).flatMap((servicePod) => flappingFinding(servicePod, snapshot));
  },
  examples: [
    {
      name: 'three times in two minutes, and back just now',
      given: {
        pods: [back(30, [130, 90, 50])],
        events: [
          event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'Running',
          details: {
            answer: 'an error of the application ("HTTP probe failed with statuscode: 503")',
          },
        },
      ],
    },
    {
      name: 'twice may be chance',
      given: { pods: [back(30, [90, 50])] },
      found: [],
    },
    {
      name: 'a pod that has been ready for two minutes is over it',
      given: { pods: [back(120, [220, 180, 140])] },
      found: [],
    },
  ],
});
