import type { ContainerFact, EpochMs } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { containerEvents, newest } from '../support/events.ts';
import { eventEvidence, fieldEvidence } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import { ago, condition, event, waitingContainer } from '../support/examples.ts';
import { allContainers, condition as conditionOf, liveContainers } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import {
  containerDetails,
  containerSubject,
  kubectlReason,
  type PlacedContainer,
} from '../support/subject.ts';
import type { Evidence, RuleSnapshot } from '../types.ts';

/** An image of ten gigabytes over a usual line; a runtime that hangs is given up by the kubelet in four minutes. */
const SLOW_MS = 600_000;
/** Waiting reasons of a start in which nothing has gone wrong yet. */
const STARTING = ['', 'ContainerCreating', 'PodInitializing'];
/**
 * The kubelet since 1.29: volumes are mounted, the network is there, and images are next. While it fetches the first image
 * of a pod it writes no status, so that this stays False (seen on 1.34), and only its Event tells.
 */
const SANDBOX_READY = 'PodReadyToStartContainers';

const WAITING = waitingContainer('ContainerCreating');

export default defineClassifier({
  code: 'ImagePullSlow',
  title: 'The image of {who} takes very long to arrive',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} has not started more than ten minutes after its node took the pod, and nothing has failed. Most likely the node is still fetching image {image}.',
  fix: [
    'Look at the last event of the pod: "Pulling image" without "Successfully pulled" after it means that the image is on its way.',
    'Make the image smaller if it takes up several gigabytes.',
    'Ask the people who run the cluster whether the way to the registry is slow, and whether a mirror nearby can be used.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pod {pod} -o wide'],
  reference:
    'https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls',
  classify(snapshot) {
    return snapshot.once(liveContainers).flatMap((at) => {
      const pull = announcedPull(at, snapshot) ?? likelyPull(at);
      if (pull === undefined || !snapshot.clock.atLeast(pull.sinceMs, SLOW_MS)) return [];
      return [
        standing({
          subject: containerSubject(at),
          confidence: 'likely',
          reason: kubectlReason(at.container, 'ContainerCreating'),
          details: containerDetails(at),
          evidence: [pull.evidence],
          sinceMs: pull.sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'ten minutes ago the node began to fetch the image',
      given: {
        pods: [podWith(WAITING)],
        events: [
          event('Pulling', 'Pulling image "shop/web:1.4.2"', {
            type: 'Normal',
            firstMs: ago(600),
          }),
        ],
      },
      found: [{ container: 'app', confidence: 'likely', reason: 'ContainerCreating' }],
    },
    {
      name: 'a pod that has all but its image for ten minutes',
      given: {
        pods: [
          podWith(WAITING, {
            conditions: [condition(SANDBOX_READY, 'True', { sinceMs: ago(601) })],
          }),
        ],
      },
      found: [{ container: 'app', confidence: 'likely', reason: 'ContainerCreating' }],
    },
    {
      name: 'a pod whose volumes or network are missing waits for those',
      given: {
        pods: [
          podWith(WAITING, {
            conditions: [condition(SANDBOX_READY, 'False', { sinceMs: ago(601) })],
          }),
        ],
      },
      found: [],
    },
  ],
});

interface Pull {
  readonly sinceMs: EpochMs;
  readonly evidence: Evidence;
}

/** The kubelet has said that it fetches the image, and nothing of the container since. */
function announcedPull(
  { pod, container }: PlacedContainer,
  snapshot: RuleSnapshot<'events'>,
): Pull | undefined {
  if (!isStarting(container)) return undefined;
  const last = newest(containerEvents(snapshot, pod, container.name));
  if (last?.reason !== 'Pulling') return undefined;
  return { sinceMs: last.firstMs, evidence: eventEvidence(last) };
}

/** Its Event is gone: the container is what the whole pod waits for, without an error anywhere in it. */
function likelyPull({ pod, container }: PlacedContainer): Pull | undefined {
  const sandbox = conditionOf(pod.conditions, SANDBOX_READY);
  if (sandbox?.status !== 'True' || sandbox.sinceMs === undefined) return undefined;
  const unstarted = allContainers(pod).filter(({ state }) => state.kind === 'waiting');
  if (!isNext(container, unstarted) || !unstarted.every(isStarting)) return undefined;
  // A sidecar with a startup probe is waited for until that has passed.
  const isInitRunning = pod.initContainers.some(
    ({ kind, state, started }) =>
      state.kind === 'running' && (kind === 'init' || started === false),
  );
  const ends = pod.initContainers.flatMap(
    ({ terminations }) => terminations.at(-1)?.finishedMs ?? [],
  );
  if (isInitRunning) return undefined;
  const sinceMs = Math.max(sandbox.sinceMs, ...ends);
  const field = `status.conditions[${SANDBOX_READY}].status`;
  const quote = { kind: 'Pod', name: pod.name, field, value: 'True', timeMs: sinceMs };
  return { sinceMs, evidence: fieldEvidence(quote) };
}

/** Init containers start one after the other; of several main containers nobody can tell which one is waited for. */
function isNext(container: ContainerFact, unstarted: readonly ContainerFact[]): boolean {
  const [first] = unstarted;
  if (first !== container) return false;
  return first.kind !== 'main' || unstarted.length === 1;
}

function isStarting({ state, terminations }: ContainerFact): boolean {
  return state.kind === 'waiting' && terminations.length === 0 && STARTING.includes(state.reason);
}
