import type { ConditionFact, Labels, ObjectFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, labelsOf, objectFact } from './object-fact.ts';
import { type Fields, fields, integer, word } from './read.ts';

/** What every workload kind has, and the two objects the rest is read from. */
interface WorkloadParts {
  readonly spec: Fields;
  readonly status: Fields;
  readonly common: ObjectFact & {
    readonly templateLabels: Labels;
    readonly generation: number;
    readonly observedGeneration: number;
    readonly conditions: readonly ConditionFact[];
  };
}

/** The common part of a workload; undefined for an object without name or uid. */
export function workloadParts(object: unknown, intern: Interner): WorkloadParts | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const metadata = fields(fields(object)['metadata']);
  const spec = fields(fields(object)['spec']);
  const status = fields(fields(object)['status']);
  const template = fields(fields(spec['template'])['metadata']);
  return {
    spec,
    status,
    common: {
      ...common,
      templateLabels: labelsOf(template['labels'], intern),
      generation: integer(metadata['generation'], 0),
      observedGeneration: integer(status['observedGeneration'], 0),
      conditions: conditionsOf(status['conditions'], intern),
    },
  };
}

/** The number the Deployment controller gives each ReplicaSet it makes, and repeats on the Deployment; else empty. */
export function revisionOf(object: unknown): string {
  const annotations = fields(fields(fields(object)['metadata'])['annotations']);
  return word(annotations['deployment.kubernetes.io/revision'], 20);
}

/** What a StatefulSet or DaemonSet does with its pods when its spec changes. */
export function updateStrategyOf(spec: Fields): 'RollingUpdate' | 'OnDelete' {
  return fields(spec['updateStrategy'])['type'] === 'OnDelete' ? 'OnDelete' : 'RollingUpdate';
}
