import type { ContainerFact, EpochMs, EventFact, PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { eventsAbout } from '../support/events.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { podEvent, podWith } from '../support/example-pods.ts';
import { ago, condition, waitingContainer } from '../support/examples.ts';
import { allContainers, condition as conditionOf, liveContainers } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, kubectlReason } from '../support/subject.ts';

/** An image of ten gigabytes over a usual line; a runtime that hangs is given up by the kubelet in four minutes. */
const SLOW_MS = 600_000;
/** Waiting reasons of a start in which nothing has gone wrong yet. */
const STARTING = ['', 'ContainerCreating', 'PodInitializing'];
/**
 * The kubelet since 1.29: volumes are mounted, the network is there, and images are next. While it fetches the first image
 * of a pod it writes no status, so that this stays False (seen on 1.34); what keeps volumes or network away is then told
 * by warnings, every few minutes.
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
      const pull = pullOf(at.pod, at.container);
      if (pull === undefined || !snapshot.clock.atLeast(pull.sinceMs, SLOW_MS)) return [];
      if (!pull.hasSandbox && eventsAbout(snapshot, at.pod).some(isWarning)) return [];
      const { sinceMs } = pull;
      const field = `status.conditions[${SANDBOX_READY}].status`;
      const value = pull.hasSandbox ? 'True' : 'False';
      const quote = { kind: 'Pod', name: at.pod.name, field, value, timeMs: sinceMs };
      return [
        standing({
          subject: containerSubject(at),
          confidence: 'likely',
          reason: kubectlReason(at.container, 'ContainerCreating'),
          details: containerDetails(at),
          evidence: [fieldEvidence(quote)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
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
        events: [podEvent('FailedMount', 'configmap "settings" not found')],
      },
      found: [],
    },
  ],
});

function isWarning({ type }: EventFact): boolean {
  return type === 'Warning';
}

/** What may be a pull. */
interface Pull {
  readonly sinceMs: EpochMs;
  /** False when only the silence of the node speaks for it. */
  readonly hasSandbox: boolean;
}

/** Of the container that the whole pod waits for, without an error anywhere in it. */
function pullOf(pod: PodFact, container: ContainerFact): Pull | undefined {
  const sandbox = conditionOf(pod.conditions, SANDBOX_READY);
  if (sandbox?.sinceMs === undefined) return undefined;
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
  return { sinceMs: Math.max(sandbox.sinceMs, ...ends), hasSandbox: sandbox.status === 'True' };
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
