import type {
  ConditionFact,
  ContainerFact,
  EpochMs,
  PodFact,
  ServicePod,
} from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import type { PlacedContainer } from './subject.ts';

/** The pods a rule may accuse. Those on their way out, drained, finished or replaced never raise a finding. */
export function livePods({ pods }: RuleSnapshot<'pods'>): readonly ServicePod[] {
  return pods.filter(({ pod }) => isLive(pod));
}

/** The same by uid, for what names one pod. */
export function livePodsByUid({ once }: RuleSnapshot<'pods'>): ReadonlyMap<string, ServicePod> {
  return new Map(once(livePods).map((servicePod) => [servicePod.pod.uid, servicePod]));
}

/** Init containers, sidecars and main containers of the live pods. Debug containers never say anything about a service. */
export function liveContainers({ once }: RuleSnapshot<'pods'>): readonly PlacedContainer[] {
  return once(livePods).flatMap((servicePod) =>
    allContainers(servicePod.pod).map((container) => ({
      servicePod,
      pod: servicePod.pod,
      container,
    })),
  );
}

export function allContainers(pod: PodFact): readonly ContainerFact[] {
  return [...pod.initContainers, ...pod.containers];
}

export function condition(
  conditions: readonly ConditionFact[],
  type: string,
): ConditionFact | undefined {
  return conditions.find((candidate) => candidate.type === type);
}

/** Since when the container waits, as far as the objects tell: waiting states carry no time. */
export function waitingSinceMs(pod: PodFact, container: ContainerFact): EpochMs {
  const scheduled = condition(pod.conditions, 'PodScheduled');
  return (
    container.terminations.at(-1)?.finishedMs ??
    (scheduled?.status === 'True' ? scheduled.sinceMs : undefined) ??
    pod.createdMs
  );
}

/** Whether any of the pod's containers has ever run. Volumes and the sandbox come before the first one. */
export function hasStarted(pod: PodFact): boolean {
  return allContainers(pod).some(
    ({ state, terminations }) =>
      state.kind === 'running' || state.kind === 'terminated' || terminations.length > 0,
  );
}

const BEING_MADE = ['', 'ContainerCreating', 'PodInitializing'];

/**
 * Whether the pod waits for its node, its volumes or its sandbox: they come before the first container, and again
 * after its node was started anew.
 */
export function isBeingMade(pod: PodFact): boolean {
  return allContainers(pod).every(
    ({ state }) =>
      state.kind === 'none' || (state.kind === 'waiting' && BEING_MADE.includes(state.reason)),
  );
}

/** What kubectl shows of such a pod. */
export function startingReason({ nodeName, initContainers }: PodFact): string {
  if (nodeName === '') return 'Pending';
  return initContainers.length === 0 ? 'ContainerCreating' : `Init:0/${initContainers.length}`;
}

/** When it got its node, as far as the objects tell. */
export function placedSinceMs({ conditions, createdMs }: PodFact): EpochMs {
  const scheduled = condition(conditions, 'PodScheduled');
  return (scheduled?.status === 'True' ? scheduled.sinceMs : undefined) ?? createdMs;
}

/** Whether exit code 0 ends the container for good. */
export function endsWithSuccess(pod: PodFact, container: ContainerFact): boolean {
  if (container.kind === 'sidecar') return false;
  return container.kind === 'init' || pod.restartPolicy !== 'Always';
}

/** Whether it is neither on its way out, nor drained, finished or replaced. */
export function isLive(pod: PodFact): boolean {
  if (pod.deletionMs !== undefined || pod.phase === 'Succeeded') return false;
  if (condition(pod.conditions, 'DisruptionTarget')?.status === 'True') return false;
  return pod.phase !== 'Failed' || isFinalFailure(pod);
}

/**
 * A failed pod with an owner is a leftover: the owner makes another. Without an owner it is the end of the matter,
 * unless the node took it away (`status.reason` says Evicted, NodeShutdown, …), which is no fault of its containers.
 */
function isFinalFailure(pod: PodFact): boolean {
  return pod.owner === undefined && pod.statusReason === '';
}
