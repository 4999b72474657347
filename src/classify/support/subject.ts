import type {
  ContainerFact,
  EpochMs,
  PodFact,
  ServicePod,
  ServiceSnapshot,
  WorkloadReference,
} from '../../facts/index.ts';
import type { Subject } from '../types.ts';
import { brief } from './text.ts';

/** "The objects do not tell": the next stage puts the instant of the first report in its place. */
export const UNKNOWN_MS: EpochMs = 0;

const MAX_IMAGE_CHARACTERS = 200;

/** A container with the pod it belongs to. */
export interface PlacedContainer {
  readonly servicePod: ServicePod;
  readonly pod: PodFact;
  readonly container: ContainerFact;
}

/** How a sentence names each kind of container. */
const KIND_WORDS = {
  main: 'container',
  init: 'init container',
  sidecar: 'sidecar',
  ephemeral: 'debug container',
} as const;

export function containerSubject({ servicePod, pod, container }: PlacedContainer): Subject {
  return {
    workload: servicePod.workload,
    pod: pod.name,
    container: container.name,
    containerKind: container.kind,
  };
}

export function podSubject({ workload, pod }: ServicePod): Subject {
  return { workload, pod: pod.name };
}

/** For what concerns the whole service: its first workload, else the report's own object. */
export function serviceSubject(
  snapshot: Partial<Pick<ServiceSnapshot, 'workloads' | 'pods'>> & Pick<ServiceSnapshot, 'service'>,
): Subject {
  const workload = snapshot.workloads?.[0]?.root ?? snapshot.pods?.[0]?.workload;
  return { workload: workload ?? { kind: 'ServiceHealth', name: snapshot.service.name } };
}

/** Names every text about a container may use; `Who` begins a sentence. */
export function containerDetails(at: PlacedContainer): Record<string, string> {
  const who = `${KIND_WORDS[at.container.kind]} "${at.container.name}"`;
  return {
    ...podDetails(at.servicePod),
    who,
    Who: who.charAt(0).toUpperCase() + who.slice(1),
    container: at.container.name,
    image: brief(at.container.image, MAX_IMAGE_CHARACTERS),
  };
}

export function podDetails({ pod, workload }: ServicePod): Record<string, string> {
  return { pod: pod.name, namespace: pod.namespace, ...workloadDetails(workload) };
}

/** `workload` is for sentences ("Deployment web"), `workloadPath` for kubectl ("deployment/web"). */
export function workloadDetails({ kind, name }: WorkloadReference): Record<string, string> {
  return { workload: `${kind} ${name}`, workloadPath: `${kind.toLowerCase()}/${name}` };
}

/** kubectl puts `Init:` before the state of init containers, and sidecars are init containers to it. */
export function kubectlReason(container: ContainerFact, reason: string): string {
  const isInit = container.kind === 'init' || container.kind === 'sidecar';
  return isInit ? `Init:${reason}` : reason;
}
