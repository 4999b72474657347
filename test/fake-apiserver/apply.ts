// Server-side apply, as far as our client uses it: ownership per leaf, conflicts, force, and giving fields up.
import { isDeepStrictEqual } from 'node:util';
import {
  type FieldSet,
  fieldSet,
  printPath,
  readPath,
  removePath,
  writePath,
} from './field-set.ts';
import { isKubeJson, withMetadata } from './json.ts';
import {
  isSameManager,
  type Manager,
  type Ownership,
  ownableLeaves,
  readOwnership,
  withoutKeys,
  writeOwnership,
} from './managed-fields.ts';
import { type StatusCause, StatusError } from './status.ts';
import type { KubeJson } from './types.ts';

/** Who applies, and how. */
export interface Applier {
  readonly manager: Manager;
  readonly force: boolean;
  readonly hasStatus: boolean;
  readonly time: string;
}

/** The live object with the configuration applied; `live` itself when that changes nothing. */
export function applyConfiguration(
  live: KubeJson,
  configuration: KubeJson,
  applier: Applier,
): KubeJson {
  const scope = { subresource: applier.manager.subresource, hasStatus: applier.hasStatus };
  const wanted = fieldSet(ownableLeaves(configuration, scope));
  const owners = readOwnership(live);
  const mine = owners.find(({ manager }) => isSameManager(manager, applier.manager));
  const others = owners.filter((owner) => owner !== mine);
  const contested = findConflicts(others, wanted, { live, configuration });
  if (contested.length > 0 && !applier.force) throw conflictError(contested);
  const lost = new Set(contested.map(({ key }) => key));
  const keepers = others.map((owner) => withoutKeys(owner, (key) => lost.has(key)));

  let merged: unknown = live;
  for (const [key, path] of mine?.fields ?? []) {
    const isKept = wanted.has(key) || keepers.some(({ fields }) => fields.has(key));
    if (!isKept) merged = removePath(merged, path);
  }
  for (const path of wanted.values()) {
    merged = writePath(merged, path, readPath(configuration, path));
  }
  const isSameSet = isDeepStrictEqual(new Set(mine?.fields.keys()), new Set(wanted.keys()));
  if (isDeepStrictEqual(merged, live) && isSameSet) return live;
  const entry = { manager: applier.manager, time: applier.time, fields: wanted };
  // metadata.name is in no set of fields, so it is still there.
  if (!isKubeJson(merged)) throw new Error('an apply has lost the identity of its object');
  return withMetadata(merged, { managedFields: writeOwnership([entry, ...keepers]) });
}

interface Contested {
  readonly key: string;
  readonly field: string;
  readonly manager: Manager;
}

/** Same field, other owner, other value. An equal value is shared instead. */
function findConflicts(
  others: readonly Ownership[],
  wanted: FieldSet,
  objects: { live: KubeJson; configuration: KubeJson },
): readonly Contested[] {
  return others.flatMap(({ manager, fields }) =>
    [...wanted]
      .filter(
        ([key, path]) =>
          fields.has(key) &&
          !isDeepStrictEqual(readPath(objects.live, path), readPath(objects.configuration, path)),
      )
      .map(([key, path]) => ({ key, field: printPath(path), manager })),
  );
}

/** Wording of k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go. */
function conflictError(contested: readonly Contested[]): StatusError {
  const causes: StatusCause[] = contested.map(({ field, manager }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${printManager(manager)}`,
    field,
  }));
  const [first] = causes;
  const told =
    causes.length === 1 && first !== undefined
      ? `Apply failed with 1 conflict: ${first.message}: ${first.field}`
      : `Apply failed with ${causes.length} conflicts: ${listByManager(causes)}`;
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: told,
    details: { causes },
  });
}

function listByManager(causes: readonly StatusCause[]): string {
  const messages = [...new Set(causes.map(({ message }) => message))];
  return messages
    .map((message) => {
      const fields = causes.filter((cause) => cause.message === message);
      const lines = fields.map(({ field }) => `- ${field}`);
      return [`${message.replace('conflict', 'conflicts')}:`, ...lines].join('\n');
    })
    .join('\n');
}

function printManager(manager: Manager): string {
  const through =
    manager.subresource === undefined ? '' : ` with subresource "${manager.subresource}"`;
  const using = manager.operation === 'Update' ? ` using ${manager.apiVersion}` : '';
  return `"${manager.name}"${through}${using}`;
}
