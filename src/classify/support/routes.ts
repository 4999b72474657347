// What leads to the pods of a service, and whether it arrives.
import {
  type ContainerFact,
  type EpochMs,
  type NetworkServiceFact,
  type ServicePod,
  selects,
} from '../../facts/index.ts';
import type { RuleSnapshot, Subject } from '../types.ts';
import { livePods } from './pods.ts';

/** What is applied together comes within a minute, in any order; so does what one tool makes after another. */
export const APPLY_DWELL_MS = 60_000;

const JOB_KINDS = ['Job', 'CronJob'];

/** The live pods that somebody may call: those of a Job do their work and end. */
export function callablePods({ once }: RuleSnapshot<'pods'>): readonly ServicePod[] {
  return once(livePods).filter(({ workload }) => !JOB_KINDS.includes(workload.kind));
}

/** Those of them that the Service sends to. */
export function podsBehind(
  { selector }: NetworkServiceFact,
  callable: readonly ServicePod[],
): readonly ServicePod[] {
  return callable.filter(({ pod }) => selects(selector, pod.labels));
}

/** The containers whose ports a Service finds. */
function serving({ pod }: ServicePod): readonly ContainerFact[] {
  return [...pod.containers, ...pod.initContainers.filter(({ kind }) => kind === 'sidecar')];
}

/** The names of the pod's ports, as a Service looks for them; empty for one without a name. */
export function portsOf(pod: ServicePod): readonly string[] {
  return serving(pod).flatMap(({ ports = [] }) => ports);
}

/** Whether the pod is made to be called: it declares a port, or is probed through one. */
export function isCallable(pod: ServicePod): boolean {
  return serving(pod).some(({ ports, readiness, liveness }) =>
    [ports, readiness?.port, liveness?.port].some((it) => it !== undefined && it.length > 0),
  );
}

/** Whether the name is that of no port of any of the pods. */
export function isNoPort(target: string, pods: readonly ServicePod[]): boolean {
  return target !== '' && pods.every((pod) => !portsOf(pod).includes(target));
}

/** Whether a caller of the Service arrives at one of the pods, once that is ready. */
export function arrives(service: NetworkServiceFact, callable: readonly ServicePod[]): boolean {
  const behind = podsBehind(service, callable);
  if (behind.length === 0) return false;
  if (service.isHeadless === true || service.ports.length === 0) return true;
  return service.ports.some(({ target }) => !isNoPort(target, behind));
}

/** Since when it has been as it is. */
export function settledSinceMs({ createdMs, changedMs = createdMs }: Routed): EpochMs {
  return Math.max(createdMs, changedMs);
}

type Routed = Pick<NetworkServiceFact, 'createdMs' | 'changedMs'>;

/** Since when the Service has been as it is, and the first of the pods there. */
export function togetherSinceMs(service: Routed, pods: readonly ServicePod[]): EpochMs {
  return Math.max(settledSinceMs(service), Math.min(...pods.map(({ pod }) => pod.createdMs)));
}

/** The workload that suffers, and the object that has to be mended. */
export function routeSubject(
  workload: Subject['workload'],
  { kind, name }: { readonly kind: string; readonly name: string },
): Subject {
  return { workload, about: `${kind}/${name}` };
}
