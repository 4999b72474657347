import type { ReplicaSetFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { integer } from './read.ts';
import type { Source } from './source.ts';
import { revisionOf, workloadParts } from './workload-fact.ts';

/** ReplicaSets: the link from a pod to its Deployment, and the one that says why a pod could not be made. */
export function replicaSetSource(intern: Interner): Source<ReplicaSetFact> {
  return {
    resource: 'replicasets',
    apiGroup: 'apps',
    version: 'v1',
    isRequired: true,
    project: (object) => projectReplicaSet(object, intern),
  };
}

function projectReplicaSet(object: unknown, intern: Interner): ReplicaSetFact | undefined {
  const parts = workloadParts(object, intern);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  return {
    ...common,
    kind: 'ReplicaSet',
    desired: integer(spec['replicas'], 1),
    minReadySeconds: integer(spec['minReadySeconds'], 0),
    revision: revisionOf(object),
    replicas: integer(status['replicas'], 0),
    readyReplicas: integer(status['readyReplicas'], 0),
    availableReplicas: integer(status['availableReplicas'], 0),
  };
}
