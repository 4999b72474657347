// GET of a collection: consistent pages, each bound to the resourceVersion of the first.

import type { ResourceType } from './resources.ts';
import { compileSelectors, type Predicate } from './selectors.ts';
import {
  badRequest,
  expired,
  forbiddenOption,
  invalidOptions,
  type StatusCause,
  StatusError,
} from './status.ts';
import type { MemoryStore, Revision } from './store.ts';

/** The rows of one page and what the list's metadata says. */
export interface Page {
  readonly revisions: readonly Revision[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
}

export interface ListRequest {
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

/** Where a later page goes on: after this key, in the state at this version (-1: the present). */
interface Cursor {
  readonly version: number;
  readonly after: string;
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. ' +
  'You can start a new list without the continue parameter, or use the continue token in this ' +
  'response to retrieve the remainder of the results. Continuing with the provided token results ' +
  'in an inconsistent list - objects that were created, modified, or deleted between the time the ' +
  'first chunk was returned and now may show up in the list.';

export function listPage(store: MemoryStore, request: ListRequest): Page {
  const { query, type } = request;
  checkOptions(query);
  const matches = compileSelectors(type, query);
  const cursor = readCursor(query);
  const version = cursor ? cursor.version : requestedVersion(store, query);
  const state = readState(store, request, { version, cursor });
  const found = select(state, request, matches).filter(
    (revision) => cursor === undefined || revision.key > cursor.after,
  );
  const limit = readLimit(query);
  const revisions = found.slice(0, limit);
  const last = revisions.at(-1);
  const pageVersion = version < 0 ? store.resourceVersion : version;
  const metadata = { resourceVersion: String(pageVersion) };
  if (last === undefined || revisions.length === found.length) return { revisions, metadata };
  // A selector leaves the server without an idea of how many there are, so it does not say.
  const isCounted = !query['labelSelector'] && !query['fieldSelector'];
  return {
    revisions,
    metadata: {
      ...metadata,
      continue: writeCursor({ version: pageVersion, after: last.key }),
      ...(isCounted ? { remainingItemCount: found.length - revisions.length } : {}),
    },
  };
}

export function renderList(type: ResourceType, page: Page): string {
  const items = page.revisions.map((revision) => revision.itemJson).join(',');
  // Custom resources say an empty `continue` too.
  const metadata = JSON.stringify(
    type.isCustom ? { continue: '', ...page.metadata } : page.metadata,
  );
  return type.isCustom
    ? `{"apiVersion":"${type.apiVersion}","items":[${items}],"kind":"${type.kind}List","metadata":${metadata}}`
    : `{"kind":"${type.kind}List","apiVersion":"${type.apiVersion}","metadata":${metadata},"items":[${items}]}`;
}

export function isInNamespace(revision: Revision, namespace: string | undefined): boolean {
  return namespace === undefined || revision.object.metadata.namespace === namespace;
}

function select(
  state: readonly Revision[],
  request: ListRequest,
  matches: Predicate,
): readonly Revision[] {
  return state.filter(
    (revision) => isInNamespace(revision, request.namespace) && matches(revision.object),
  );
}

function readState(
  store: MemoryStore,
  request: ListRequest,
  from: { version: number; cursor: Cursor | undefined },
): readonly Revision[] {
  if (from.version < 0) return store.revisions(request.type);
  const state = store.revisionsAt(request.type, from.version);
  if (state !== undefined) return state;
  if (from.cursor === undefined) {
    throw expired('The resourceVersion for the provided list is too old.');
  }
  // The token in the refusal goes on in the present: complete, but not consistent.
  throw expired(TOO_OLD, { continue: writeCursor({ version: -1, after: from.cursor.after }) });
}

/** Wording of k8s.io/apimachinery/pkg/apis/meta/internalversion/validation. */
function checkOptions(query: ListRequest['query']): void {
  const causes: Required<StatusCause>[] = [];
  if (query['resourceVersionMatch'] && !query['resourceVersion']) {
    causes.push(
      forbiddenOption(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      ),
    );
  }
  const match = query['resourceVersionMatch'] ?? '';
  if (match === 'Exact' && query['resourceVersion'] === '0') {
    const why = 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"';
    causes.push(forbiddenOption('resourceVersionMatch', why));
  }
  if (!['', 'Exact', 'NotOlderThan'].includes(match)) {
    const message = `Unsupported value: "${match}": supported values: "Exact", "NotOlderThan", ""`;
    causes.push({ reason: 'FieldValueNotSupported', message, field: 'resourceVersionMatch' });
  }
  if (query['sendInitialEvents'] !== undefined) {
    causes.push(forbiddenOption('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  if (causes.length > 0) throw invalidOptions(causes);
}

/** A version that lies in the future is refused, of lists and of single objects. "0" and NotOlderThan are the present. */
export function requestedVersion(store: MemoryStore, query: ListRequest['query']): number {
  const text = query['resourceVersion'] ?? '';
  const wanted = parseVersion(text);
  if (wanted > store.resourceVersion) throw tooLarge(wanted, store.resourceVersion);
  return query['resourceVersionMatch'] === 'Exact' ? wanted : store.resourceVersion;
}

export function parseVersion(text: string): number {
  if (!/^\d{0,15}$/.test(text)) {
    const why = `strconv.ParseUint: parsing "${text}": invalid syntax`;
    throw badRequest(`invalid resource version: resourceVersion: Invalid value: "${text}": ${why}`);
  }
  return Number(text);
}

/** Options that are whole numbers; absent is 0. */
export function parseInteger(text: string): number {
  if (/^[+-]?\d{0,15}$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
}

function tooLarge(wanted: number, current: number): StatusError {
  return new StatusError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  });
}

function readLimit(query: ListRequest['query']): number {
  const limit = parseInteger(query['limit'] ?? '');
  // The watch cache answers "0" as a whole, whatever the limit.
  if (query['resourceVersion'] === '0' && !query['continue']) return Number.POSITIVE_INFINITY;
  return Number.isInteger(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

function writeCursor(cursor: Cursor): string {
  const token = { v: 'meta.k8s.io/v1', rv: cursor.version, start: `${cursor.after}\u0000` };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readCursor(query: ListRequest['query']): Cursor | undefined {
  const token = query['continue'];
  if (!token) return undefined;
  if (query['resourceVersion'] && query['resourceVersion'] !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  const fields = /^\{"v":"meta\.k8s\.io\/v1","rv":(-?\d{1,15}),"start":("[^"]*")\}$/.exec(
    Buffer.from(token, 'base64url').toString(),
  );
  if (fields === null) throw badRequest('invalid continue token: continue key is not valid');
  return { version: Number(fields[1]), after: String(JSON.parse(fields[2] ?? '""')).slice(0, -1) };
}
