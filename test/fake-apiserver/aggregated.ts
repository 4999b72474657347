// Discovery in one answer, as kubectl asks for it since 1.27: groups, versions and resources together.

import { verbsOf } from './discovery.ts';
import type { Json } from './json.ts';
import type { ResourceType } from './resources.ts';

export const AGGREGATED_TYPE =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

export function wantsAggregated(accept: string): boolean {
  return accept.split(',').some((form) => form.replaceAll(' ', '').startsWith(AGGREGATED_TYPE));
}

/** For /api the core group, for /apis all others. */
export function aggregated(path: string, types: readonly ResourceType[]): Json | undefined {
  if (path !== '/api' && path !== '/apis') return undefined;
  const wanted = types.filter((type) => (type.group === '') === (path === '/api'));
  const groups = [...new Set(wanted.map(({ group }) => group))];
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => groupEntry(wanted.filter((type) => type.group === group))),
  };
}

function groupEntry(types: readonly ResourceType[]): Json {
  const [first] = types;
  const { group, version } = first ?? { group: '', version: '' };
  return {
    metadata: group === '' ? {} : { name: group },
    // Every group of the table has one version.
    versions: [{ version, resources: types.map(resourceEntry), freshness: 'Current' }],
  };
}

/** Built-in kinds lie in the group of their resource, and so do not name it. */
function responseKind({ isCustom, group, version, kind }: ResourceType): Json {
  return isCustom ? { group, version, kind } : { group: '', version: '', kind };
}

function resourceEntry(type: ResourceType): Json {
  const { plural, singular, namespaced, shortNames, categories } = type;
  const subresources = [
    ...(type.hasStatus ? [{ subresource: 'status', verbs: ['get', 'patch', 'update'] }] : []),
    ...(plural === 'pods' ? [{ subresource: 'log', verbs: ['get'] }] : []),
  ].map((entry) => ({ ...entry, responseKind: responseKind(type) }));
  return {
    resource: plural,
    responseKind: responseKind(type),
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: verbsOf(type),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
