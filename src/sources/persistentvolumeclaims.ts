import type { ClaimFact, ConditionFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, MAX_NAME, objectFact, reasonOf } from './object-fact.ts';
import { compact, defined, type Fields, fields, word } from './read.ts';
import type { Source } from './source.ts';

/** PersistentVolumeClaims: without its volume a pod does not even get a node. */
export function claimSource(intern: Interner): Source<ClaimFact> {
  return {
    resource: 'persistentvolumeclaims',
    apiGroup: '',
    version: 'v1',
    // Without them a pod that waits for storage is only known to wait.
    isRequired: false,
    project: (object) => projectClaim(object, intern),
  };
}

function projectClaim(object: unknown, intern: Interner): ClaimFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  // A claim belongs to whoever mounts it, whatever its labels say.
  const { labels: _, ...identity } = common;
  const spec = fields(fields(object)['spec']);
  const status = fields(fields(object)['status']);
  return {
    ...identity,
    kind: 'PersistentVolumeClaim',
    phase: reasonOf(status['phase'], intern) || 'Pending',
    ...defined({ storageClass: classOf(spec, intern) }),
    volumeName: word(spec['volumeName'], MAX_NAME),
    conditions: compact(conditionsOf(status['conditions'], intern).filter(isAboutSize)),
  };
}

function classOf(spec: Fields, intern: Interner): string | undefined {
  const name = spec['storageClassName'];
  return typeof name === 'string' ? intern.string(word(name, MAX_NAME)) : undefined;
}

/** ControllerResizeError and NodeResizeError since 1.31; Resizing and FileSystemResizePending always. */
function isAboutSize({ type }: ConditionFact): boolean {
  return type.includes('Resiz');
}
