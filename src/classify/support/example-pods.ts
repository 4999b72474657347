// One line for an example that is about one container: the pod it is in, and what is told of that pod.
import type {
  ContainerFact,
  EventFact,
  PodFact,
  ServicePod,
  TerminationFact,
} from '../../facts/index.ts';
import {
  ago,
  condition,
  container,
  crashed,
  event,
  loopingContainer,
  pod,
  recoveredContainer,
  running,
  waitingContainer,
} from './examples.ts';

/** The example pod with this container: beside container app when it is an init container or a sidecar. */
export function podWith(it: ContainerFact, facts: Partial<PodFact> = {}): ServicePod {
  const list = it.kind === 'main' ? 'containers' : 'initContainers';
  return pod({ [list]: [it], ...facts });
}

/** A pod whose container has not come up. */
export function waitingPod(
  reason: string,
  message = '',
  facts: Partial<ContainerFact> = {},
): ServicePod {
  return podWith(waitingContainer(reason, message, facts));
}

/** A pod whose container is in a crash loop. */
export function loopingPod(
  run: Partial<TerminationFact> = {},
  facts: Partial<ContainerFact> = {},
): ServicePod {
  return podWith(loopingContainer(run, facts));
}

/** A pod whose container crashed once, 200 s ago, and has run since. */
export function recoveredPod(
  run: Partial<TerminationFact> = {},
  facts: Partial<ContainerFact> = {},
): ServicePod {
  return podWith(recoveredContainer(run, facts));
}

/** Ends of runs. */
export const OOM_RUN = { exitCode: 137, reason: 'OOMKilled' };
export const ERROR_RUN = { exitCode: 1, reason: 'Error' };
export const STOPPED_RUN = { exitCode: 143, reason: 'Error' };

/** A pod of six hours whose container was restarted each half an hour, a minute ago last; these are its known runs. */
export function slowLoopPod(
  ends: readonly Partial<TerminationFact>[],
  facts: Partial<ContainerFact> = {},
): ServicePod {
  const terminations = ends.map((end, index) => {
    const endSeconds = 60 + 1800 * (ends.length - 1 - index);
    return crashed({ ...end, startedMs: ago(endSeconds + 1740), finishedMs: ago(endSeconds) });
  });
  const last = terminations.at(-1);
  const known = { restartCount: 12, state: running(59), terminations, ...(last && { last }) };
  return podWith(container({ ...known, ...facts }), { createdMs: ago(6 * 3600) });
}

/** A pod that the scheduler could not place so many seconds ago. */
export function unscheduledPod(
  message: string,
  seconds: number,
  facts: Partial<PodFact> = {},
): ServicePod {
  const refused = { reason: 'Unschedulable', message, sinceMs: ago(seconds) };
  return podWith(waitingContainer(''), {
    phase: 'Pending',
    nodeName: '',
    conditions: [condition('PodScheduled', 'False', refused)],
    ...facts,
  });
}

/** A pod that was made so many seconds ago, and nothing has been said of it since. */
export function unseenPod(seconds: number, facts: Partial<PodFact> = {}): ServicePod {
  const young = { createdMs: ago(seconds), phase: 'Pending', nodeName: '', conditions: [] };
  return podWith(container({ hasStatus: false, ready: false, state: { kind: 'none' } }), {
    ...young,
    ...facts,
  });
}

/** A run that did not begin, as containerd 1.6 with runc 1.1 tells it. */
export function startError(cause: string) {
  const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${cause}: unknown`;
  return { exitCode: 128, reason: 'StartError', message };
}

/** Facts of a pod that has been ready for an hour. */
export function ready(): Partial<PodFact> {
  return { conditions: [condition('Ready', 'True')] };
}

/** Facts of a pod that has not been ready for so many seconds. */
export function unready(seconds: number): Partial<PodFact> {
  const conditions = [condition('Ready', 'False', { sinceMs: ago(seconds) })];
  return { conditions, containers: [container({ ready: false })] };
}

/** The pod of DaemonSet agent on a node. */
export function agentPod(nodeName: string, facts: Partial<PodFact> = {}): ServicePod {
  const workload = { kind: 'DaemonSet', name: 'agent' };
  return pod({ name: `agent-${nodeName}`, nodeName, ...facts }, { workload, replicaSet: '' });
}

/** A pod of StatefulSet db by its number. */
export function ordinalPod(ordinal: number, facts: Partial<PodFact> = {}): ServicePod {
  const workload = { kind: 'StatefulSet', name: 'db' };
  return pod({ name: `db-${ordinal}`, ...facts }, { workload, replicaSet: '' });
}

/** A Warning event about the pod as a whole. */
export function podEvent(
  reason: string,
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  return event(reason, message, { ...facts, involved: { container: '' } });
}

/** The kubelet gives up on the container because of this probe. */
export function killedBy(
  probe: 'liveness' | 'startup',
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  const message = `Container app failed ${probe} probe, will be restarted`;
  return event('Killing', message, { type: 'Normal', ...facts });
}

/** A pod of Deployment web that the kubelet ended as a whole, or did not let in, ten minutes ago. */
export function endedPod(
  statusReason: string,
  statusMessage: string,
  { seconds = 600, ...facts }: Partial<PodFact> & { readonly seconds?: number } = {},
): ServicePod {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return pod({
    phase: 'Failed',
    statusReason,
    statusMessage,
    createdMs: ago(seconds + 60),
    conditions,
    containers: [],
    ...facts,
  });
}

/** Three of them, one after the other. */
export function endedPods(statusReason: string, statusMessage: string): readonly ServicePod[] {
  const ends = Object.entries({ a: 600, b: 300, c: 60 });
  return ends.map(([end, seconds]) =>
    endedPod(statusReason, statusMessage, { name: `web-7c9d-${end}`, seconds }),
  );
}

/** The same pod, made by nobody. */
export function alone({ pod: owned }: ServicePod): ServicePod {
  const { owner: _, ...unowned } = owned;
  const workload = { kind: 'Pod', name: unowned.name };
  return { pod: unowned, workload, replicaSet: '' };
}

/** A pod that began to go ten seconds ago, by an order that condition DisruptionTarget gives this reason for. */
export function displacedPod(reason: string, facts: Partial<PodFact> = {}): ServicePod {
  const target = condition('DisruptionTarget', 'True', { reason, sinceMs: ago(10) });
  return pod({ deletionMs: ago(-20), conditions: [target], ...facts });
}

/** An event about node-1, where the example pod is, as its kubelet writes it. */
export function nodeEvent(
  reason: string,
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  const involved = { kind: 'Node', namespace: '', name: 'node-1', uid: 'node-1', container: '' };
  return event(reason, message, { namespace: 'default', ...facts, involved });
}
