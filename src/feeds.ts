// Where sources meet the index: each watched kind with the sink its objects go to. A watch, a recording and a dump
// all go through the same feeds.

import type { ServiceHealthFact } from './facts/index.ts';
import type { ServiceIndex } from './index/store.ts';
import type { Sink } from './index/table.ts';
import { createSources } from './sources/index.ts';
import type { Interner } from './sources/intern.ts';
import type { Source } from './sources/source.ts';
import type { VersionFrom } from './sources/versions.ts';

/** What is watched and where it goes. */
export interface Feed {
  readonly resource: string;
  readonly apiGroup: string;
  readonly version: string;
  readonly isRequired: boolean;
  readonly isClusterScoped: boolean;
  readonly fieldSelector: string | undefined;
  readonly sink: Sink;
}

/** One feed per source, in the order in which they are first listed. */
export function createFeeds(
  index: ServiceIndex<ServiceHealthFact>,
  interner: Interner,
  versionFrom?: VersionFrom,
): readonly Feed[] {
  const [
    deployments,
    replicaSets,
    statefulSets,
    daemonSets,
    cronJobs,
    jobs,
    pods,
    events,
    services,
    nodes,
    autoscalers,
    claims,
    volumes,
    storageClasses,
    endpointSlices,
    ingresses,
    disruptionBudgets,
    namespaces,
    quotas,
    healthRules,
    serviceHealths,
  ] = createSources(interner, versionFrom);
  return [
    { ...about(deployments), sink: index.workloadSink(deployments.project) },
    { ...about(replicaSets), sink: index.workloadSink(replicaSets.project) },
    { ...about(statefulSets), sink: index.workloadSink(statefulSets.project) },
    { ...about(daemonSets), sink: index.workloadSink(daemonSets.project) },
    { ...about(cronJobs), sink: index.workloadSink(cronJobs.project) },
    { ...about(jobs), sink: index.workloadSink(jobs.project) },
    { ...about(pods), sink: index.podSink(pods.project) },
    { ...about(events), sink: index.eventSink(events.project) },
    { ...about(services), sink: index.networkServiceSink(services.project) },
    { ...about(nodes), sink: index.around.node(nodes.project) },
    { ...about(autoscalers), sink: index.around.autoscaler(autoscalers.project) },
    { ...about(claims), sink: index.claimSink(claims.project) },
    { ...about(volumes), sink: index.around.volume(volumes.project) },
    { ...about(storageClasses), sink: index.around.storageClass(storageClasses.project) },
    { ...about(endpointSlices), sink: index.around.endpointSlice(endpointSlices.project) },
    { ...about(ingresses), sink: index.around.ingress(ingresses.project) },
    {
      ...about(disruptionBudgets),
      sink: index.around.disruptionBudget(disruptionBudgets.project),
    },
    { ...about(namespaces), sink: index.around.namespace(namespaces.project) },
    { ...about(quotas), sink: index.around.quota(quotas.project) },
    { ...about(healthRules), sink: index.healthRuleSink(healthRules.project) },
    { ...about(serviceHealths), sink: index.healthSink(serviceHealths.project) },
  ];
}

function about(source: Omit<Source<unknown>, 'project'>): Omit<Feed, 'sink'> {
  const {
    resource,
    apiGroup,
    version,
    isRequired,
    isClusterScoped = false,
    fieldSelector,
  } = source;
  return { resource, apiGroup, version, isRequired, isClusterScoped, fieldSelector };
}

/** What the API server leaves out of a list by the feed's field selector has to be left out of a dump, too. */
export function isSelected({ fieldSelector }: Feed, object: unknown): boolean {
  if (fieldSelector === undefined) return true;
  const hasReason = typeof object === 'object' && object !== null && 'reason' in object;
  return !hasReason || !fieldSelector.split(',').includes(`reason!=${String(object.reason)}`);
}

/** "/apis/apps/v1/deployments", for the whole cluster. */
export function listPath({ apiGroup, version, resource }: Feed): string {
  return apiGroup === ''
    ? `/api/${version}/${resource}`
    : `/apis/${apiGroup}/${version}/${resource}`;
}
