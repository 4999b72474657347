// What kubectl asks before it asks for objects: groups, versions, resources.

import type { Json } from './json.ts';
import { RESOURCE_TYPES, type ResourceType } from './resources.ts';

/** Custom types name them in another order. `deletecollection` is left out: it is not served. */
export function verbsOf({ isCustom }: ResourceType): readonly string[] {
  return isCustom
    ? ['delete', 'get', 'list', 'patch', 'create', 'update', 'watch']
    : ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
}

/** Answers to the tests' minimum of checks: the version whose behaviour this server copies. */
const VERSION = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.2+fake',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: '',
};

/** The document at a discovery path; undefined when there is none. */
export function discover(path: string, types: readonly ResourceType[]): Json | undefined {
  if (path === '/version') return VERSION;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames(types).map(describeGroup) };
  }
  const [root, first, second, ...more] = path.split('/').filter(Boolean);
  if (more.length > 0 || first === undefined) return undefined;
  if (root === 'api') return resourceList(types, first);
  if (root !== 'apis') return undefined;
  if (second !== undefined) return resourceList(types, `${first}/${second}`);
  if (!groupNames(types).includes(first)) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(first) };
}

function groupNames(types: readonly ResourceType[]): readonly string[] {
  return [...new Set(types.map((type) => type.group))].filter((group) => group !== '');
}

function describeGroup(name: string): Json {
  // Every group of the table has one version.
  const version = RESOURCE_TYPES.find((type) => type.group === name)?.version ?? '';
  const entry = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [entry], preferredVersion: entry };
}

function resourceList(types: readonly ResourceType[], groupVersion: string): Json | undefined {
  const found = types.filter((type) => type.apiVersion === groupVersion);
  if (found.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    ...(groupVersion === 'v1' ? {} : { apiVersion: 'v1' }),
    groupVersion,
    resources: found.flatMap((type) => [describe(type), ...subresources(type)]),
  };
}

function describe(type: ResourceType): Json {
  return {
    name: type.plural,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    ...(type.categories.length > 0 ? { categories: type.categories } : {}),
  };
}

function subresources(type: ResourceType): readonly Json[] {
  const { plural, namespaced, kind } = type;
  const base = { singularName: '', namespaced, kind };
  return [
    ...(type.hasStatus
      ? [{ ...base, name: `${plural}/status`, verbs: ['get', 'patch', 'update'] }]
      : []),
    ...(plural === 'pods' ? [{ ...base, name: 'pods/log', verbs: ['get'] }] : []),
  ];
}
