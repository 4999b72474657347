// The workloads of a service with their pods: what the health table is asked of.

import type {
  ServicePod,
  ServiceSnapshot,
  WorkloadFact,
  WorkloadReference,
} from '../facts/index.ts';
import { compareText } from './merge.ts';

/** One top-level workload. `fact` is missing for kinds that are not watched and for bare pods. */
export interface WorkloadGroup {
  readonly reference: WorkloadReference;
  readonly fact: WorkloadFact | undefined;
  /** ReplicaSets of a Deployment, Jobs of a CronJob. */
  readonly children: readonly WorkloadFact[];
  readonly pods: readonly ServicePod[];
}

interface OpenGroup {
  reference: WorkloadReference;
  fact: WorkloadFact | undefined;
  children: WorkloadFact[];
  pods: ServicePod[];
}

/** "Deployment/checkout": the key of a group and the name in reports. */
export function referenceName(reference: WorkloadReference): string {
  return `${reference.kind}/${reference.name}`;
}

/** All top-level workloads of the service, also those without pods, sorted by kind and name. */
export function groupWorkloads(
  snapshot: Pick<ServiceSnapshot, 'pods' | 'workloads'>,
): readonly WorkloadGroup[] {
  const groups = new Map<string, OpenGroup>();
  for (const { workload, root } of snapshot.workloads) {
    const group = openGroup(groups, root);
    if (workload.kind === root.kind && workload.name === root.name) group.fact = workload;
    else group.children.push(workload);
  }
  for (const servicePod of snapshot.pods) {
    openGroup(groups, servicePod.workload).pods.push(servicePod);
  }
  return [...groups.values()].sort((left, right) =>
    compareText(referenceName(left.reference), referenceName(right.reference)),
  );
}

function openGroup(groups: Map<string, OpenGroup>, reference: WorkloadReference): OpenGroup {
  const key = referenceName(reference);
  const existing = groups.get(key);
  if (existing !== undefined) return existing;
  const created: OpenGroup = { reference, fact: undefined, children: [], pods: [] };
  groups.set(key, created);
  return created;
}
