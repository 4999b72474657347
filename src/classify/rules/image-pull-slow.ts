import type { ContainerFact, EpochMs, PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import { ago, condition, waitingContainer } from '../support/examples.ts';
import { allContainers, condition as conditionOf, liveContainers } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, kubectlReason } from '../support/subject.ts';

/** An image of ten gigabytes over a usual line; a runtime that hangs is given up by the kubelet in four minutes. */
const SLOW_MS = 600_000;
/** Waiting reasons of a start in which nothing has gone wrong yet. */
const STARTING = ['', 'ContainerCreating', 'PodInitializing'];
/** The kubelet since 1.29: volumes are mounted, the network is there, and images are next. */
const SANDBOX_READY = 'PodReadyToStartContainers';

const WAITING = waitingContainer('ContainerCreating');

export default defineClassifier({
  code: 'ImagePullSlow',
  title: 'The image of {who} takes very long to arrive',
  severity: 'warning',
  reads: ['pods'],
  explanation:
    'The pod has its volumes and its network, and {who} has not started more than ten minutes later, without an error. Most likely its node is still fetching image {image}.',
  fix: [
    'Look at the last event of the pod: "Pulling image" without "Successfully pulled" after it means that the image is on its way.',
    'Make the image smaller if it takes up several gigabytes.',
    'Ask the people who run the cluster whether the way to the registry is slow, and whether a mirror nearby can be used.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pod {pod} -o wide'],
  reference:
    'https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls',
  classify({ once, clock }) {
    return once(liveContainers).flatMap((at) => {
      const sinceMs = pullingSinceMs(at.pod, at.container);
      if (sinceMs === undefined || !clock.atLeast(sinceMs, SLOW_MS)) return [];
      const field = `status.conditions[${SANDBOX_READY}].status`;
      const quote = { kind: 'Pod', name: at.pod.name, field, value: 'True', timeMs: sinceMs };
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
      },
      found: [],
    },
  ],
});

/** Since when the container is the one that the whole pod waits for, without an error anywhere in it. */
function pullingSinceMs(pod: PodFact, container: ContainerFact): EpochMs | undefined {
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
  return isInitRunning ? undefined : Math.max(sandbox.sinceMs, ...ends);
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
