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
  event,
  loopingContainer,
  pod,
  recoveredContainer,
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

/** A pod that the scheduler could not place so many seconds ago. */
export function unscheduledPod(message: string, seconds: number): ServicePod {
  const facts = { reason: 'Unschedulable', message, sinceMs: ago(seconds) };
  return podWith(waitingContainer(''), {
    phase: 'Pending',
    nodeName: '',
    conditions: [condition('PodScheduled', 'False', facts)],
  });
}

/** A run that did not begin, as containerd 1.6 with runc 1.1 tells it. */
export function startError(cause: string) {
  const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${cause}: unknown`;
  return { exitCode: 128, reason: 'StartError', message };
}

/** A Warning event about the pod as a whole. */
export function podEvent(
  reason: string,
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  return event(reason, message, { ...facts, involved: { container: '' } });
}

/** What the kubelet says when it has a container stopped. */
export function killing(
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
): EventFact {
  return event('Killing', message, { type: 'Normal', ...facts });
}
