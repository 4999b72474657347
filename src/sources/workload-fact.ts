import type { ConditionFact, EpochMs, Labels, ObjectFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, labelsOf, objectFact } from './object-fact.ts';
import { defined, type Fields, fields, instant, integer, items, word } from './read.ts';

/** What every workload kind has, and the two objects the rest is read from. */
interface WorkloadParts {
  readonly spec: Fields;
  readonly status: Fields;
  readonly common: ObjectFact & {
    readonly templateLabels: Labels;
    readonly generation: number;
    readonly observedGeneration: number;
    readonly unobservedSinceMs?: EpochMs;
    readonly conditions: readonly ConditionFact[];
  };
}

/**
 * The common part of a workload; undefined for an object without name or uid. Jobs and CronJobs have no
 * `status.observedGeneration`: nobody can tell whether their controllers have looked.
 */
export function workloadParts(
  object: unknown,
  intern: Interner,
  isObserved = true,
): WorkloadParts | undefined {
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
      ...(isObserved && defined({ unobservedSinceMs: unobservedSince(object, status) })),
    },
  };
}

/** More writers than any object has. */
const MAX_WRITERS = 32;

/** When the spec was last written, as `managedFields` tell: read only while the controller is behind, so hardly ever. */
function unobservedSince(object: unknown, status: Fields): EpochMs | undefined {
  const metadata = fields(fields(object)['metadata']);
  const observed = integer(status['observedGeneration'], 0);
  if (observed >= integer(metadata['generation'], 0)) return undefined;
  // Nobody has looked since it was made.
  if (observed === 0) return instant(metadata['creationTimestamp']);
  const writes = items(metadata['managedFields'], MAX_WRITERS).map(fields);
  const specs = writes.filter((write) => write['subresource'] !== 'status');
  const times = specs.flatMap((write) => instant(write['time']) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
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
