// Where everything begins: what is watched, and how each object becomes facts.

import { cronJobSource } from './cronjobs.ts';
import { daemonSetSource } from './daemonsets.ts';
import { deploymentSource } from './deployments.ts';
import { endpointSliceSource } from './endpointslices.ts';
import { eventSource } from './events.ts';
import { healthRuleSource } from './healthrules.ts';
import { autoscalerSource } from './horizontalpodautoscalers.ts';
import { ingressSource } from './ingresses.ts';
import type { Interner } from './intern.ts';
import { jobSource } from './jobs.ts';
import { namespaceSource } from './namespaces.ts';
import { nodeSource } from './nodes.ts';
import { claimSource } from './persistentvolumeclaims.ts';
import { volumeSource } from './persistentvolumes.ts';
import { disruptionBudgetSource } from './poddisruptionbudgets.ts';
import { podSource } from './pods.ts';
import { replicaSetSource } from './replicasets.ts';
import { quotaSource } from './resourcequotas.ts';
import { serviceHealthSource } from './service-healths.ts';
import { networkServiceSource } from './services.ts';
import { statefulSetSource } from './statefulsets.ts';
import { storageClassSource } from './storageclasses.ts';
import type { VersionFrom } from './versions.ts';

/** Everything that is watched, in the order in which it is first listed. Each cluster has its own interner. */
export function createSources(intern: Interner, versionFrom?: VersionFrom) {
  return [
    // Owners before what they own, so that a pod finds its workload at once.
    deploymentSource(intern),
    replicaSetSource(intern),
    statefulSetSource(intern),
    daemonSetSource(intern),
    cronJobSource(intern),
    jobSource(intern),
    // The most, and what all the rest is about.
    podSource(intern, versionFrom),
    // Their subjects are known by now.
    eventSource(intern),
    networkServiceSource(intern),
    nodeSource(intern),
    autoscalerSource(intern),
    claimSource(intern),
    volumeSource(intern),
    storageClassSource(intern),
    endpointSliceSource(intern),
    ingressSource(intern),
    disruptionBudgetSource(intern),
    namespaceSource(intern),
    quotaSource(intern),
    healthRuleSource(intern),
    // What was said last, needed before anything is said anew.
    serviceHealthSource(intern),
  ] as const;
}
