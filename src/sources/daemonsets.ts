import type { DaemonSetFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { defined, integer } from './read.ts';
import type { Source } from './source.ts';
import { updateStrategyOf, workloadParts } from './workload-fact.ts';

/** DaemonSets: on how many nodes a pod is wanted, and how many have one. */
export function daemonSetSource(intern: Interner): Source<DaemonSetFact> {
  return {
    resource: 'daemonsets',
    apiGroup: 'apps',
    version: 'v1',
    isRequired: true,
    project: (object) => projectDaemonSet(object, intern),
  };
}

function projectDaemonSet(object: unknown, intern: Interner): DaemonSetFact | undefined {
  const parts = workloadParts(object, intern);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  const isCounted = common.observedGeneration > 0;
  return {
    ...common,
    kind: 'DaemonSet',
    desired: isCounted ? integer(status['desiredNumberScheduled'], 0) : 1,
    minReadySeconds: integer(spec['minReadySeconds'], 0),
    updateStrategy: updateStrategyOf(spec),
    replicas: integer(status['currentNumberScheduled'], 0),
    updatedReplicas: integer(status['updatedNumberScheduled'], 0),
    unavailable: integer(status['numberUnavailable'], 0),
    ...defined({ misscheduled: integer(status['numberMisscheduled'], 0) || undefined }),
  };
}
