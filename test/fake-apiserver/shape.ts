// What an object looks like after a write, before anybody owns its fields: pure changes of JSON.
import {
  isKubeJson,
  isRecord,
  type Json,
  recordAt,
  textAt,
  valueAt,
  withField,
  withMetadata,
} from './json.ts';
import type { ResourceType } from './resources.ts';
import { badRequest } from './status.ts';
import { type MemoryStore, nextGeneration } from './store.ts';
import type { KubeJson } from './types.ts';

export interface WriteRequest {
  readonly store: MemoryStore;
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly userAgent: string;
  /** Of a custom type, when its definition is known. */
  readonly schema: Json | undefined;
  /** Told to the caller beside the answer. */
  readonly warn: (texts: readonly string[]) => void;
}

/** Fields of an Event that Go writes even when nobody set them. */
const EVENT_ZEROS = {
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  reportingComponent: '',
  reportingInstance: '',
};

/** A new object as the API server stores it: its own identity, no status yet. */
export function fresh({ store, type, namespace }: WriteRequest, body: Json): KubeJson {
  const object = named(body, textAt(body, 'metadata', 'name') ?? '');
  const typed = { ...object, apiVersion: type.apiVersion, kind: type.kind };
  const isNamespace = type.id === 'v1/namespaces';
  const labels = isNamespace ? { 'kubernetes.io/metadata.name': object.metadata.name } : undefined;
  const cleared = withMetadata(typed, {
    namespace,
    uid: undefined,
    creationTimestamp: undefined,
    deletionTimestamp: undefined,
    generation: undefined,
    managedFields: undefined,
    ...(labels ? { labels: { ...recordAt(object, 'metadata', 'labels'), ...labels } } : {}),
  });
  const zeros = type.id === 'v1/events' ? EVENT_ZEROS : {};
  const spec = isNamespace ? { spec: { finalizers: ['kubernetes'] } } : {};
  const placed = type.hasStatus
    ? withStatus({ ...cleared, ...spec }, type.initialStatus)
    : { ...zeros, ...cleared };
  return store.completed(type, tidied(type, placed), undefined);
}

/** Only the identity of a configuration: what an apply starts from when there is nothing. */
export function skeleton(configuration: KubeJson): Json {
  const { apiVersion, kind, metadata } = configuration;
  return { apiVersion, kind, metadata: { name: metadata.name } };
}

export function named(body: Json, name: string): KubeJson {
  const { apiVersion = '', kind = '' } = body;
  const object = { ...body, apiVersion, kind, metadata: { ...recordAt(body, 'metadata'), name } };
  if (!isKubeJson(object)) throw badRequest('apiVersion and kind must be strings');
  return object;
}

/** Go leaves empty maps and lists of metadata out; of ConfigMaps also their data. */
function tidied(type: ResourceType, object: KubeJson): KubeJson {
  const empty = ['labels', 'annotations', 'finalizers', 'ownerReferences'].filter((field) =>
    isEmpty(object.metadata[field]),
  );
  const tidy = withMetadata(object, Object.fromEntries(empty.map((field) => [field, undefined])));
  if (type.plural !== 'configmaps' || !isEmpty(tidy['data'])) return tidy;
  const { data: _data, ...rest } = tidy;
  return { ...rest, apiVersion: tidy.apiVersion, kind: tidy.kind, metadata: tidy.metadata };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The main resource cannot change the status, and /status nothing else. */
export function scoped(request: WriteRequest, live: KubeJson, wanted: KubeJson): KubeJson {
  if (request.subresource === 'status') {
    return withStatus(live, valueAt(wanted, 'status'));
  }
  const old = recordAt(live, 'metadata');
  const owned = withMetadata(wanted, {
    uid: old['uid'],
    namespace: old['namespace'],
    resourceVersion: old['resourceVersion'],
    creationTimestamp: old['creationTimestamp'],
    deletionTimestamp: old['deletionTimestamp'],
    deletionGracePeriodSeconds: old['deletionGracePeriodSeconds'],
    generation: old['generation'],
    managedFields: old['managedFields'],
  });
  const typed = { ...owned, apiVersion: live.apiVersion, kind: live.kind };
  const tidy = tidied(request.type, typed);
  return request.type.hasStatus ? withStatus(tidy, valueAt(live, 'status')) : tidy;
}

function withStatus(object: KubeJson, status: unknown): KubeJson {
  const { status: _old, ...rest } = object;
  const bare = {
    ...rest,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
  };
  return status === undefined ? bare : { ...bare, status };
}

export function withGeneration(
  type: ResourceType,
  next: KubeJson,
  before: KubeJson | undefined,
): KubeJson {
  if (!type.hasGeneration) return next;
  return withMetadata(next, { generation: nextGeneration(next, before) });
}

/** RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  let merged: Json = isRecord(target) ? target : {};
  for (const [field, value] of Object.entries(patch)) {
    const old = Object.hasOwn(merged, field) ? merged[field] : undefined;
    merged = withField(merged, field, value === null ? undefined : mergePatch(old, value));
  }
  return merged;
}
