// metadata.managedFields: who owns which field, read from the object and written back.
import { isDeepStrictEqual } from 'node:util';
import {
  containersOf,
  decodeFields,
  encodeFields,
  type FieldPath,
  type FieldSet,
  fieldSet,
  leavesOf,
  readPath,
} from './field-set.ts';
import { arrayAt, textAt, valueAt } from './json.ts';
import type { KubeJson } from './types.ts';

/** Who writes: one entry of managedFields is identified by these. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string | undefined;
}

export interface Ownership {
  readonly manager: Manager;
  readonly time: string;
  readonly fields: FieldSet;
}

export function readOwnership(object: KubeJson | undefined): readonly Ownership[] {
  return arrayAt(object, 'metadata', 'managedFields').map((entry) => ({
    manager: {
      name: textAt(entry, 'manager') ?? '',
      operation: textAt(entry, 'operation') === 'Apply' ? 'Apply' : 'Update',
      apiVersion: textAt(entry, 'apiVersion') ?? '',
      subresource: textAt(entry, 'subresource'),
    },
    time: textAt(entry, 'time') ?? '',
    fields: fieldSet(decodeFields(valueAt(entry, 'fieldsV1'))),
  }));
}

export function writeOwnership(owners: readonly Ownership[]): unknown {
  const entries = owners
    .filter(({ fields }) => fields.size > 0)
    .toSorted(compareOwners)
    .map(writeEntry);
  return entries.length > 0 ? entries : undefined;
}

/** Order of k8s.io/apimachinery/pkg/util/managedfields: applies first, then by age and by name. */
function compareOwners(a: Ownership, b: Ownership): number {
  const [first, second] = [sortKey(a), sortKey(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function sortKey({ manager, time }: Ownership): string {
  const { operation, name, apiVersion, subresource = '' } = manager;
  return [operation, time, name, apiVersion, subresource].join('\0');
}

function writeEntry({ manager, time, fields }: Ownership): unknown {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: encodeFields(fields.values()),
    ...(manager.subresource === undefined ? {} : { subresource: manager.subresource }),
  };
}

export function isSameManager(a: Manager, b: Manager): boolean {
  return a.name === b.name && a.operation === b.operation && a.subresource === b.subresource;
}

/** The fields that managers can own, seen through the main resource or through /status. */
export function ownableLeaves(
  object: KubeJson | undefined,
  scope: { readonly subresource: string | undefined; readonly hasStatus: boolean },
): readonly FieldPath[] {
  return leavesOf(object ?? {}).filter((path) => isOwnable(path, scope));
}

const OWNABLE_METADATA = ['f:labels', 'f:annotations', 'f:finalizers', 'f:ownerReferences'];

function isOwnable(
  [top = '', second = '']: FieldPath,
  scope: { readonly subresource: string | undefined; readonly hasStatus: boolean },
): boolean {
  if (scope.subresource === 'status') return top === 'f:status';
  if (top === 'f:apiVersion' || top === 'f:kind') return false;
  if (top === 'f:metadata') return OWNABLE_METADATA.includes(second);
  return top !== 'f:status' || !scope.hasStatus;
}

/** Who writes without applying, and to what kind of type. */
interface Writer {
  readonly manager: Manager;
  readonly time: string;
  readonly hasStatus: boolean;
  readonly isCustom: boolean;
}

/** Structs of built-in types are always there, so nobody owns that; their maps cannot be told apart from them here. */
function ownableContainers(object: KubeJson | undefined, writer: Writer): readonly FieldPath[] {
  const scope = { subresource: writer.manager.subresource, hasStatus: writer.hasStatus };
  return containersOf(object ?? {})
    .filter((path) => path.length > 1 && isOwnable(path, scope))
    .filter(([top = '']) => writer.isCustom || top === 'f:metadata' || top === 'f:data');
}

/** After a create, update or merge patch: what changed belongs to its writer, what went belongs to nobody. */
export function ownershipAfterUpdate(
  before: KubeJson | undefined,
  after: KubeJson,
  writer: Writer,
): readonly Ownership[] {
  // Nobody began to keep account of this object, so nobody goes on with it.
  if (before !== undefined && before.metadata['managedFields'] === undefined) return [];
  const scope = { subresource: writer.manager.subresource, hasStatus: writer.hasStatus };
  const old = fieldSet([...ownableLeaves(before, scope), ...ownableContainers(before, writer)]);
  const now = fieldSet([...ownableLeaves(after, scope), ...ownableContainers(after, writer)]);
  const changed = new Map(
    [...now].filter(
      ([key, path]) =>
        !old.has(key) || !isDeepStrictEqual(readPath(before, path), readPath(after, path)),
    ),
  );
  const gone = new Set([...old.keys()].filter((key) => !now.has(key)));
  const owners = readOwnership(before).map((owner) => {
    const isWriter = isSameManager(owner.manager, writer.manager);
    return withoutKeys(owner, (key) => gone.has(key) || (!isWriter && changed.has(key)));
  });
  const mine = owners.find(({ manager }) => isSameManager(manager, writer.manager));
  const others = owners.filter((owner) => owner !== mine);
  if (changed.size === 0) return owners;
  const fields = new Map([...(mine?.fields ?? []), ...changed]);
  return [...others, { manager: writer.manager, time: writer.time, fields }];
}

export function withoutKeys(owner: Ownership, isDropped: (key: string) => boolean): Ownership {
  const fields = new Map([...owner.fields].filter(([key]) => !isDropped(key)));
  return { ...owner, fields };
}
