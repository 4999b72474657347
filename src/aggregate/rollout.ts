// How far a new revision has come: the Deployment controller says so, of the other kinds it is counted.

import { keptByPartition } from '../classify/support/controllers.ts';
import type { DaemonSetFact, DeploymentFact, PodFact, StatefulSetFact } from '../facts/index.ts';
import { isShortOfPods } from './budget.ts';
import type { WorkloadGroup } from './groups.ts';
import type { Rollout } from './types.ts';

/**
 * The rollout of a workload; undefined for kinds that have none. `isHeldUp` is asked only of kinds without a deadline
 * of their own: whether pods are missing that have had all their time.
 */
export function rolloutOf(group: WorkloadGroup, isHeldUp: () => boolean): Rollout | undefined {
  const { fact } = group;
  if (fact?.kind === 'Deployment') return deploymentRollout(fact);
  if (fact?.kind !== 'StatefulSet' && fact?.kind !== 'DaemonSet') return undefined;
  if (isUnderWay(fact, group)) return isHeldUp() ? 'Stuck' : 'InProgress';
  return fact.updatedReplicas < fact.desired ? 'Paused' : 'Complete';
}

function isUnderWay(fact: StatefulSetFact | DaemonSetFact, group: WorkloadGroup): boolean {
  if (fact.observedGeneration < fact.generation) return true;
  return isMovingOn(fact) || hasStartingPod(group);
}

function deploymentRollout(fact: DeploymentFact): Rollout {
  const progressing = fact.conditions.find((condition) => condition.type === 'Progressing');
  if (isRolledOut(fact, progressing?.reason)) return 'Complete';
  if (fact.paused) return 'Paused';
  // Of an older spec the condition may still speak: the new one gets its own time.
  const isObserved = fact.observedGeneration >= fact.generation;
  return isObserved && progressing?.status === 'False' ? 'Stuck' : 'InProgress';
}

/** As `kubectl rollout status` sees it; a pod that fails after the rollout was complete does not undo it. */
function isRolledOut(fact: DeploymentFact, progress: string | undefined): boolean {
  if (fact.observedGeneration < fact.generation) return false;
  if (fact.updatedReplicas < fact.desired || fact.replicas > fact.updatedReplicas) return false;
  return fact.availableReplicas >= fact.desired || progress === 'NewReplicaSetAvailable';
}

/** Whether the controller itself still has pods to replace, or waits for the last ones. */
function isMovingOn(fact: StatefulSetFact | DaemonSetFact): boolean {
  if (fact.updateStrategy === 'OnDelete') return false;
  if (fact.kind === 'DaemonSet') return fact.updatedReplicas < fact.desired;
  if (fact.updatedReplicas < fact.desired - keptByPartition(fact)) return true;
  // The controller makes the two equal once all pods have been ready with the new revision, and leaves them so.
  return fact.updatedReplicas >= fact.desired && fact.currentRevision !== fact.updateRevision;
}

function hasStartingPod(group: WorkloadGroup): boolean {
  if (isShortOfPods(group)) return true;
  return group.pods.some(({ pod }) => pod.deletionMs === undefined && !hasBeenReady(pod));
}

/** Ready is False before the first container starts: a change after that start means that it was True. */
function hasBeenReady(pod: PodFact): boolean {
  const ready = pod.conditions.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return true;
  const firstStartMs = Math.min(...pod.containers.flatMap(startsOf));
  return (ready?.sinceMs ?? 0) > firstStartMs;
}

function startsOf({ state, terminations }: PodFact['containers'][number]): readonly number[] {
  const runs = [...terminations, ...(state.kind === 'running' ? [state] : [])];
  return runs.map(({ startedMs }) => startedMs ?? Number.POSITIVE_INFINITY);
}
