import type { ContainerFact, EpochMs, EventFact, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { crashHistory } from '../support/crash-history.ts';
import { eventEvidence, fieldEvidence, statusPath } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import { container, event, probe, running } from '../support/examples.ts';
import { condition, liveContainers } from '../support/pods.ts';
import { readinessBudgetMs } from '../support/probe-budget.ts';
import { probeFailure } from '../support/probe-kills.ts';
import { probeWords } from '../support/probe-words.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';
import type { Finding } from '../types.ts';

/** A pod that was ready and fails its probe for a moment comes back by itself: half a minute of it is a problem. */
const UNREADY_DWELL_MS = 30_000;

type Inputs = Pick<ServiceSnapshot, 'clock' | 'thresholds'>;

/** Since when the container runs without being ready, once that is for too long; a crash loop has its own rules. */
function unreadySince({ pod: where, container: it }: PlacedContainer, inputs: Inputs) {
  const startedMs = probedSince(it);
  if (startedMs === undefined) return undefined;
  const { clock, thresholds } = inputs;
  const unreadyMs = condition(where.conditions, 'ContainersReady')?.sinceMs ?? startedMs;
  const isLate =
    clock.atLeast(startedMs, readinessBudgetMs(it, thresholds)) &&
    clock.atLeast(unreadyMs, UNREADY_DWELL_MS) &&
    crashHistory(where, it, inputs)?.state !== 'active';
  return isLate ? Math.max(unreadyMs, startedMs) : undefined;
}

/** Start of a container whose readiness probe runs and does not pass; before the startup probe has, it does not run. */
function probedSince({ state, ready, started, readiness }: ContainerFact): EpochMs | undefined {
  const isProbed = readiness !== undefined && started !== false && !ready;
  return isProbed && state.kind === 'running' ? state.startedMs : undefined;
}

function readinessFinding(
  at: PlacedContainer,
  sinceMs: EpochMs,
  failure: EventFact | undefined,
): Finding {
  const { pod: where, container: it } = at;
  const field = `${statusPath(it)}.ready`;
  return {
    subject: containerSubject(at),
    // Without the event only the state is known, not what the probe got.
    confidence: failure === undefined ? 'likely' : 'confirmed',
    state: 'active',
    reason: 'Running',
    details: { ...containerDetails(at), ...probeWords(it.readiness, failure?.message ?? '') },
    evidence: [
      ...(failure === undefined ? [] : [eventEvidence(failure)]),
      fieldEvidence({ kind: 'Pod', name: where.name, field, value: 'false', timeMs: sinceMs }),
    ],
    sinceMs,
    lastMs: failure?.lastMs ?? sinceMs,
    count: 1,
  };
}

const UNREADY = container({ ready: false, readiness: probe(), state: running(180) });

const FAILED = event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');

export default defineClassifier({
  code: 'ReadinessFailing',
  title: '{Who} runs but is not ready',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} runs, but it fails its readiness probe, so it gets no traffic: {probe} gets {answer}. It has had the time that its probes allow for a start.',
  fix: [
    '{advice}.',
    'Raise failureThreshold or add a startup probe if the application only needs longer to start.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} logs {pod} --container {container} --tail=50',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  yieldsTo: ['LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return liveContainers(snapshot.pods).flatMap((at) => {
      const sinceMs = unreadySince(at, snapshot);
      if (sinceMs === undefined) return [];
      return [readinessFinding(at, sinceMs, probeFailure(snapshot.events, at, 'readiness'))];
    });
  },
  examples: [
    {
      name: 'an answer of 503 long after the start is a failure of the application',
      given: { pods: [podWith(UNREADY)], events: [FAILED] },
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
      name: 'a slow starter is inside its budget',
      given: {
        pods: [podWith({ ...UNREADY, startup: probe({ failureThreshold: 30 }) })],
        events: [FAILED],
      },
      found: [],
    },
  ],
});
