// Everything that changes an object through HTTP: create, update, merge patch, apply, delete.
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { applyConfiguration } from './apply.ts';
import { arrayAt, isRecord, type Json, recordAt, textAt, valueAt, withMetadata } from './json.ts';
import { type Manager, ownershipAfterUpdate, writeOwnership } from './managed-fields.ts';
import {
  checkDeletePreconditions,
  checkNamespace,
  checkNoUid,
  checkPreconditions,
  nameRequired,
  needsVersion,
  optionsInvalid,
  versionRequired,
} from './preconditions.ts';
import { qualifiedName } from './resources.ts';
import { isTrue } from './routes/parse-url.ts';
import {
  fresh,
  mergePatch,
  named,
  scoped,
  skeleton,
  type WriteRequest,
  withGeneration,
} from './shape.ts';
import { badRequest, detailsOf, notFound, StatusError } from './status.ts';
import { keyOf, Revision } from './store.ts';
import type { KubeJson } from './types.ts';
import { checkBody, checkEvent, checkMetadata } from './validate.ts';

export interface Written {
  readonly code: number;
  readonly revision: Revision;
}

/** POST to a collection. */
export function createObject(request: WriteRequest): Written {
  const { store, type } = request;
  const body = checkBody(request);
  const given = recordAt(body, 'metadata');
  const prefix = textAt(given, 'generateName');
  const name =
    textAt(given, 'name') ?? (prefix && prefix + randomBytes(3).toString('hex').slice(1));
  if (name === undefined || name === '') throw nameRequired(type);
  if (given['resourceVersion'] !== undefined && given['resourceVersion'] !== '') {
    const message = 'resourceVersion should not be set on objects to be created';
    throw new StatusError({ code: 500, reason: '', message });
  }
  checkNamespace(request, name);
  const object = fresh(request, { ...body, metadata: { ...given, name } });
  checkMetadata(type, object);
  if (type.id === 'v1/events') checkEvent(object);
  if (store.find(type, keyOf(request.namespace, name)) !== undefined) {
    throw new StatusError({
      code: 409,
      reason: 'AlreadyExists',
      message: `${qualifiedName(type)} "${name}" already exists`,
      details: detailsOf(type, name),
    });
  }
  const managed = withOwnership(request, undefined, object);
  return { code: 201, revision: store.commit(type, managed) };
}

/** PUT of a whole object, or of its status. */
export function updateObject(request: WriteRequest): Written {
  const body = checkBody(request);
  const isMissing =
    request.store.find(request.type, keyOf(request.namespace, request.name ?? '')) === undefined;
  // Leases are the one type here whose strategy allows it.
  if (isMissing && request.type.plural === 'leases') return createObject(request);
  const live = findLive(request);
  const version = textAt(body, 'metadata', 'resourceVersion') ?? '';
  if (version === '' && needsVersion(request.type)) throw versionRequired(request);
  return commitChange(request, live, body);
}

/** PATCH with application/merge-patch+json. */
export function mergePatchObject(request: WriteRequest): Written {
  if (request.query['force'] !== undefined) {
    throw optionsInvalid(
      'force',
      'FieldValueForbidden',
      'Forbidden: may not be specified for non-apply patch',
    );
  }
  const live = findLive(request);
  if (!isRecord(request.body)) throw badRequest('error decoding patch: not a JSON object');
  const merged = mergePatch(live.object, request.body);
  return commitChange(request, live, isRecord(merged) ? merged : {});
}

/** PATCH with application/apply-patch+yaml: creates what is not there, except through /status. */
export function applyObject(request: WriteRequest): Written {
  const { store, type, query } = request;
  const manager = query['fieldManager'] ?? '';
  if (manager === '') {
    throw optionsInvalid(
      'fieldManager',
      'FieldValueRequired',
      'Required value: is required for apply patch',
    );
  }
  const body = checkBody({ ...request, isApply: true });
  if (valueAt(body, 'metadata', 'managedFields') !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const name = request.name ?? '';
  const live = store.find(type, keyOf(request.namespace, name));
  const configuration = named(body, name);
  const applier = {
    manager: managerOf(request, 'Apply', manager),
    force: isTrue(query['force']),
    hasStatus: type.hasStatus,
    time: store.timestamp(),
  };
  if (live === undefined) {
    if (request.subresource !== undefined) throw notFound(type, name);
    checkNoUid(type, name, configuration);
    checkMetadata(type, configuration);
    checkNamespace(request, name);
    const created = applyConfiguration(
      fresh(request, skeleton(configuration)),
      configuration,
      applier,
    );
    return { code: 201, revision: store.commit(type, withGeneration(type, created, undefined)) };
  }
  checkMetadata(type, configuration);
  checkPreconditions(request, live, recordAt(configuration, 'metadata'));
  const applied = applyConfiguration(live.object, configuration, applier);
  if (applied === live.object) return { code: 200, revision: live };
  return { code: 200, revision: finish(request, live, applied) };
}

/** DELETE of one object; with finalizers it only begins. */
export function deleteObject(request: WriteRequest): { revision: Revision; isGone: boolean } {
  const { store, type } = request;
  const live = findLive(request);
  checkDeletePreconditions(type, live.object, recordAt(request.body, 'preconditions'));
  const isNamespace = type.id === 'v1/namespaces';
  if (!isNamespace && arrayAt(live.object, 'metadata', 'finalizers').length === 0) {
    store.erase(type, live.key);
    return { revision: live, isGone: true };
  }
  const ending = withMetadata(live.object, {
    deletionTimestamp: textAt(live.object, 'metadata', 'deletionTimestamp') ?? store.timestamp(),
    ...(isNamespace ? {} : { deletionGracePeriodSeconds: 0 }),
  });
  const generation = ending.metadata['generation'];
  const counted =
    typeof generation === 'number' ? withMetadata(ending, { generation: generation + 1 }) : ending;
  const status = isNamespace
    ? { status: { ...recordAt(live.object, 'status'), phase: 'Terminating' } }
    : {};
  return { revision: commitUnlessEqual(request, live, { ...counted, ...status }), isGone: false };
}

function commitChange(request: WriteRequest, live: Revision, wanted: Json): Written {
  checkPreconditions(request, live, recordAt(wanted, 'metadata'));
  const next = scoped(request, live.object, named(wanted, live.object.metadata.name));
  checkMetadata(request.type, next);
  return { code: 200, revision: finish(request, live, withOwnership(request, live.object, next)) };
}

/** Stores what really changed; an object whose last finalizer went while it was ending is gone. */
function finish(request: WriteRequest, live: Revision, next: KubeJson): Revision {
  const { type, store } = request;
  const isEnding = textAt(live.object, 'metadata', 'deletionTimestamp') !== undefined;
  if (
    isEnding &&
    arrayAt(next, 'metadata', 'finalizers').length === 0 &&
    type.plural !== 'namespaces'
  ) {
    store.erase(type, live.key);
    return new Revision(type, next, store.resourceVersion);
  }
  return commitUnlessEqual(request, live, withGeneration(type, next, live.object));
}

function commitUnlessEqual(
  { store, type }: WriteRequest,
  live: Revision,
  next: KubeJson,
): Revision {
  return isDeepStrictEqual(live.object, next) ? live : store.commit(type, next);
}

function withOwnership(
  request: WriteRequest,
  before: KubeJson | undefined,
  after: KubeJson,
): KubeJson {
  const agent = request.userAgent.split('/')[0] || 'unknown';
  const owners = ownershipAfterUpdate(before, after, {
    manager: managerOf(request, 'Update', request.query['fieldManager'] ?? agent),
    time: request.store.timestamp(),
    hasStatus: request.type.hasStatus,
  });
  return withMetadata(after, { managedFields: writeOwnership(owners) });
}

function managerOf(
  { type, subresource }: WriteRequest,
  operation: Manager['operation'],
  name: string,
): Manager {
  return { name, operation, apiVersion: type.apiVersion, subresource };
}

function findLive({ store, type, namespace, name = '' }: WriteRequest): Revision {
  const live = store.find(type, keyOf(namespace, name));
  if (live === undefined) throw notFound(type, name);
  return live;
}
