// Between the base class's words for a resource and the API server's.

import type { KubernetesObject } from '@kubernetes/client-node';
import { ApiError, FormatError } from './errors.ts';
import { field, isJsonObject, textField } from './json.ts';
import { type OperatorLogger, type ResourceMeta, ResourceMetaImpl } from './operator-base.ts';
import type { Logger } from './types.ts';

/** One resource type, in one namespace or in all. */
export interface WatchTarget {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
}

/** From the server's root. */
export function resourcePath({ group, version, plural, namespace }: WatchTarget): string {
  const api = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${api}${scope}/${plural}`;
}

/** A target without a namespace that is undefined or empty. */
export function watchTarget(
  group: string,
  version: string,
  plural: string,
  namespace: string | undefined,
): WatchTarget {
  return { group, version, plural, ...(namespace ? { namespace } : {}) };
}

/** The path of one object; the base class's id is "plural.group/version". */
export function objectPath({ id, apiVersion, name, namespace }: ResourceMeta): string {
  const [first = '', second] = apiVersion.split('/');
  const [group, version] = second === undefined ? ['', first] : [first, second];
  const plural = id.slice(0, id.length - apiVersion.length - 1);
  const collection = resourcePath(watchTarget(group, version, plural, namespace));
  return `${collection}/${encodeURIComponent(name)}`;
}

/** Whether a list of resources, as `/apis/GROUP/VERSION` has it, names this one. */
export function hasResource(list: unknown, plural: string): boolean {
  const resources = field(list, 'resources');
  return Array.isArray(resources) && resources.some((it) => textField(it, 'name') === plural);
}

export function notServed(path: string): ApiError {
  const message = 'the API server does not serve ServiceHealth, its CRD is missing';
  return new ApiError({ code: 404, reason: 'NotFound', message, path });
}

/** The object as a body needs it; the resourceVersion makes the API server refuse what was overtaken. */
export function identityOf(meta: ResourceMeta): object {
  const { apiVersion, kind, name, namespace, resourceVersion } = meta;
  const scope = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind, metadata: { name, ...scope, resourceVersion } };
}

/** The same object after a write. */
export function writtenMeta(meta: ResourceMeta, answer: unknown): ResourceMeta {
  return ResourceMetaImpl.createWithId(meta.id, kubernetesObject(answer));
}

/** Throws FormatError for what is no object of the API. */
export function kubernetesObject(value: unknown): KubernetesObject {
  const metadata = field(value, 'metadata');
  const apiVersion = textField(value, 'apiVersion');
  const kind = textField(value, 'kind');
  const name = textField(metadata, 'name');
  if (!isJsonObject(value) || !isJsonObject(metadata) || !apiVersion || !kind || !name) {
    throw new FormatError('an object without apiVersion, kind or name');
  }
  return { ...value, apiVersion, kind, metadata: { ...metadata, name } };
}

/** The base class's four methods on our logger. Its messages are not constant, so they become a field. */
export function operatorLogger(log: Logger): OperatorLogger {
  return {
    debug: (reason) => log.debug('operator base class', { reason }),
    info: (reason) => log.info('operator base class', { reason }),
    warn: (reason) => log.warn('operator base class', { reason }),
    error: (reason) => log.error('operator base class', { reason }),
  };
}
