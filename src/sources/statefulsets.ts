import type { StatefulSetFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { fields, integer, word } from './read.ts';
import type { Source } from './source.ts';
import { updateStrategyOf, workloadParts } from './workload-fact.ts';

/** `<name>-<hash>`. */
const MAX_REVISION = 253;

/** StatefulSets: what is wanted, in which order, and how far a new revision has come. */
export function statefulSetSource(intern: Interner): Source<StatefulSetFact> {
  return {
    resource: 'statefulsets',
    apiGroup: 'apps',
    version: 'v1',
    isRequired: true,
    project: (object) => projectStatefulSet(object, intern),
  };
}

function projectStatefulSet(object: unknown, intern: Interner): StatefulSetFact | undefined {
  const parts = workloadParts(object, intern);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  const rolling = fields(fields(spec['updateStrategy'])['rollingUpdate']);
  return {
    ...common,
    kind: 'StatefulSet',
    desired: integer(spec['replicas'], 1),
    minReadySeconds: integer(spec['minReadySeconds'], 0),
    firstOrdinal: integer(fields(spec['ordinals'])['start'], 0),
    isOrdered: spec['podManagementPolicy'] !== 'Parallel',
    updateStrategy: updateStrategyOf(spec),
    partition: integer(rolling['partition'], 0),
    currentRevision: word(status['currentRevision'], MAX_REVISION),
    updateRevision: word(status['updateRevision'], MAX_REVISION),
    replicas: integer(status['replicas'], 0),
    updatedReplicas: integer(status['updatedReplicas'], 0),
  };
}
