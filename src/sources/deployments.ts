import type { DeploymentFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { integer } from './read.ts';
import type { Source } from './source.ts';
import { revisionOf, workloadParts } from './workload-fact.ts';

/** Deployments: what is wanted, and how far the rollout is. */
export function deploymentSource(intern: Interner): Source<DeploymentFact> {
  return {
    resource: 'deployments',
    apiGroup: 'apps',
    version: 'v1',
    isRequired: true,
    project: (object) => projectDeployment(object, intern),
  };
}

function projectDeployment(object: unknown, intern: Interner): DeploymentFact | undefined {
  const parts = workloadParts(object, intern);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  return {
    ...common,
    kind: 'Deployment',
    desired: integer(spec['replicas'], 1),
    paused: spec['paused'] === true,
    minReadySeconds: integer(spec['minReadySeconds'], 0),
    progressDeadlineSeconds: integer(spec['progressDeadlineSeconds'], 600),
    revision: revisionOf(object),
    replicas: integer(status['replicas'], 0),
    updatedReplicas: integer(status['updatedReplicas'], 0),
    readyReplicas: integer(status['readyReplicas'], 0),
    availableReplicas: integer(status['availableReplicas'], 0),
  };
}
