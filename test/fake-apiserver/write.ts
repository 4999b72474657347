// Everything that changes an object through HTTP: create, update, merge patch, apply, delete.
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { admitted, checkApplied, withoutUnknown } from './admit.ts';
import { applyConfiguration } from './apply.ts';
import { arrayAt, isRecord, type Json, recordAt, textAt, valueAt, withMetadata } from './json.ts';
import { jsonPatch } from './json-patch.ts';
import { checkEvent } from './kind-rules.ts';
import { type Manager, ownershipAfterUpdate, writeOwnership } from './managed-fields.ts';
import {
  checkDeleteOptions,
  checkDeletePreconditions,
  checkNamespace,
  checkNoUid,
  checkPreconditions,
  checkUid,
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
import { checkBody, checkMetadata } from './validate.ts';

export interface Written {
  readonly code: number;
  readonly revision: Revision;
}

/** POST to a collection. */
export function createObject(request: WriteRequest): Written {
  const { store, type } = request;
  const body = withoutUnknown(request, checkBody(request));
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
  const object = admitted(request, fresh(request, { ...body, metadata: { ...given, name } }));
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
  return { code: 201, revision: addNew(request, managed) };
}

/** PUT of a whole object, or of its status. */
export function updateObject(request: WriteRequest): Written {
  const body = withoutUnknown(request, checkBody(request));
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
  checkBody({ ...request, body: merged });
  return commitChange(request, live, withoutUnknown(request, isRecord(merged) ? merged : {}));
}

/** PATCH with application/json-patch+json. */
export function jsonPatchObject(request: WriteRequest): Written {
  const live = findLive(request);
  const patched = jsonPatch(live.object, request.body);
  checkBody({ ...request, body: patched });
  return commitChange(request, live, withoutUnknown(request, isRecord(patched) ? patched : {}));
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
  if ((textAt(body, 'metadata', 'name') ?? '') === '') {
    throw badRequest(
      `the name of the object (${request.name ?? ''} based on URL) was undeterminable: name must be provided`,
    );
  }
  if (valueAt(body, 'metadata', 'managedFields') !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const name = request.name ?? '';
  const live = store.find(type, keyOf(request.namespace, name));
  const configuration = named(body, name);
  checkApplied(request, configuration);
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
    const created = admitted(
      request,
      applyConfiguration(fresh(request, skeleton(configuration)), configuration, applier),
    );
    return { code: 201, revision: addNew(request, withGeneration(type, created, undefined)) };
  }
  checkMetadata(type, configuration);
  checkUid(type, live.object, configuration);
  checkPreconditions(request, live, recordAt(configuration, 'metadata'));
  const applied = applyConfiguration(live.object, configuration, applier);
  if (applied === live.object && !live.isUnsettled) return { code: 200, revision: live };
  return { code: 200, revision: finish(request, live, admitted(request, applied)) };
}

/** DELETE of one object; with finalizers it only begins. */
export function deleteObject(request: WriteRequest): { revision: Revision; isGone: boolean } {
  const { store, type } = request;
  const live = findLive(request);
  checkDeleteOptions(recordAt({ body: request.body }, 'body'));
  checkDeletePreconditions(type, live.object, recordAt(request.body, 'preconditions'));
  const isNamespace = type.id === 'v1/namespaces';
  if (!isNamespace && arrayAt(live.object, 'metadata', 'finalizers').length === 0) {
    if (!isDryRun(request)) store.erase(type, live.key);
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
  const next = admitted(
    request,
    scoped(request, live.object, named(wanted, live.object.metadata.name)),
  );
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
    return new Revision(type, next, live.version);
  }
  return commitUnlessEqual(request, live, withGeneration(type, next, live.object));
}

/** Defaults of the status are added when the new object is read, and stored with its next write. */
function addNew(request: WriteRequest, object: KubeJson): Revision {
  const { store, type, schema } = request;
  if (isDryRun(request)) return new Revision(type, object, undefined);
  return store.commit(type, object, schema !== undefined && type.initialStatus !== undefined);
}

function isDryRun({ query }: WriteRequest): boolean {
  return query['dryRun'] === 'All';
}

function commitUnlessEqual(request: WriteRequest, live: Revision, next: KubeJson): Revision {
  const { store, type } = request;
  if (isDeepStrictEqual(live.object, next) && !live.isUnsettled) return live;
  return isDryRun(request) ? new Revision(type, next, live.version) : store.commit(type, next);
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
    isCustom: request.type.isCustom,
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
