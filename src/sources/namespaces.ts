import type { ConditionFact, NamespaceFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, objectFact } from './object-fact.ts';
import { defined, fields } from './read.ts';
import type { Source } from './source.ts';

/** Namespaces: in one that is being deleted all services end, and one that cannot go has to be told of. */
export function namespaceSource(intern: Interner): Source<NamespaceFact> {
  return {
    resource: 'namespaces',
    apiGroup: '',
    version: 'v1',
    // Without them a namespace that is being deleted looks like one whose pods all go.
    isRequired: false,
    isClusterScoped: true,
    project: (object) => projectNamespace(object, intern),
  };
}

function projectNamespace(object: unknown, intern: Interner): NamespaceFact | undefined {
  // Nobody asks for its labels, and hardly two namespaces have the same.
  const metadata = { ...fields(fields(object)['metadata']), labels: undefined };
  const common = objectFact({ metadata }, intern);
  if (common === undefined) return undefined;
  const { uid, deletionMs } = common;
  const conditions = fields(fields(object)['status'])['conditions'];
  const obstacles = conditionsOf(conditions, intern).filter(isObstacle);
  return {
    kind: 'Namespace',
    // All that is in it says the same name.
    name: intern.string(common.name),
    uid,
    ...defined({ deletionMs, obstacles: obstacles.length === 0 ? undefined : obstacles }),
  };
}

/** What the namespace controller writes while it deletes; others may write conditions of their own. */
const OBSTACLES: ReadonlySet<string> = new Set([
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
]);

function isObstacle({ type, status }: ConditionFact): boolean {
  return status === 'True' && OBSTACLES.has(type);
}
