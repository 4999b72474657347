// What the operator may do, from what it does: reads exactly what src/sources declares, writes its own resource.
import { GROUP, PLURAL } from '../src/api/constants.ts';
import { RULE_PLURAL } from '../src/api/health-rule.ts';
import { createSources } from '../src/sources/index.ts';
import { Interner } from '../src/sources/intern.ts';
import { SOURCE_VERBS, type Source } from '../src/sources/source.ts';

/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface Role {
  readonly apiVersion: string;
  readonly kind: 'ClusterRole' | 'Role';
  readonly metadata: { readonly name: string };
  readonly rules: readonly PolicyRule[];
}

const NAME = 'servicehealth';
const API_VERSION = 'rbac.authorization.k8s.io/v1';

/** Everything that is watched, in all namespaces, and what is written there. */
export function clusterRole(): Role {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRole',
    metadata: { name: NAME },
    rules: [
      ...sourceRules(),
      // The last words of a container that died.
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      // A later change of a service's word; both groups name the same objects.
      { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
      // An apply that makes an object needs create and patch; only what discovery made is deleted.
      { apiGroups: [GROUP], resources: [PLURAL], verbs: ['create', 'patch', 'delete'] },
      { apiGroups: [GROUP], resources: [`${PLURAL}/status`], verbs: ['patch', 'update'] },
      // Whether a rule of the platform team is used, and if not, why.
      { apiGroups: [GROUP], resources: [`${RULE_PLURAL}/status`], verbs: ['patch'] },
    ],
  };
}

/**
 * For `--namespaces`: the same in each watched namespace, bound there, instead of the ClusterRole. What is in no
 * namespace is out of its reach, and costs its diagnoses.
 */
export function watchedNamespaceRole(): Role {
  const { apiVersion, rules } = clusterRole();
  return {
    apiVersion,
    kind: 'Role',
    // The role of the operator's own namespace may have to stand beside it.
    metadata: { name: `${NAME}-watched` },
    rules: rules.flatMap(withoutClusterScoped),
  };
}

function withoutClusterScoped(rule: PolicyRule): readonly PolicyRule[] {
  const clusterScoped = createSources(new Interner()).filter(isClusterScoped);
  const resources = rule.resources.filter(
    (resource) =>
      !clusterScoped.some(
        (source) =>
          // The status of what is out of reach is, too.
          source.resource === resource.split('/')[0] && rule.apiGroups.includes(source.apiGroup),
      ),
  );
  return resources.length === 0 ? [] : [{ ...rule, resources }];
}

function isClusterScoped(source: Pick<Source<unknown>, 'isClusterScoped'>): boolean {
  return source.isClusterScoped === true;
}

/** In the operator's own namespace: who of its replicas leads. */
export function ownNamespaceRole(): Role {
  return {
    apiVersion: API_VERSION,
    kind: 'Role',
    metadata: { name: NAME },
    rules: [
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        verbs: ['get', 'create', 'update'],
      },
    ],
  };
}

/** One rule per API group, so that a refused source is one line to compare. */
function sourceRules(): readonly PolicyRule[] {
  const byGroup = Map.groupBy(createSources(new Interner()), ({ apiGroup }) => apiGroup);
  return [...byGroup].map(([apiGroup, sources]) => ({
    apiGroups: [apiGroup],
    resources: sources.map(({ resource }) => resource).sort(),
    verbs: [...SOURCE_VERBS],
  }));
}
