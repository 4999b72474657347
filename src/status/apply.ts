// The two requests that a write consists of, as server-side apply, and what their answers say.
import { DISCOVERED_LABEL, KIND, PLURAL, SERVICE_NAME_ANNOTATION } from '../api/constants.ts';
import { RULE_API_VERSION, RULE_KIND, RULE_PLURAL, type RuleStatus } from '../api/health-rule.ts';
import { API_VERSION } from '../api/service-health.ts';
import type { ServiceHealthStatus } from '../api/status.ts';
import type { Labels } from '../facts/index.ts';
import type { KubeClient } from '../kube/client.ts';
import { field, isJsonObject, numberField, textField } from '../kube/json.ts';
import { contentHash } from '../sources/content-hash.ts';
import type { HeldObject, WriteRequest } from './write-types.ts';

// An apply of some kilobytes; a server that needs longer is one we should leave alone.
const TIMEOUT_MS = 15_000;

/** What both requests need besides the service. */
export interface ApplyContext {
  readonly client: Pick<KubeClient, 'request'>;
  readonly fieldManager: string;
  readonly signal: AbortSignal;
}

/** The object as the API server answered. */
export interface AppliedObject {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly labels: Labels;
  readonly hasSpec: boolean;
  readonly status: unknown;
}

/**
 * Object and labels, without force: a field that somebody else owns is theirs. Everything that we apply is in every
 * request, because the API server removes what an apply no longer names.
 */
export async function applyObject(
  context: ApplyContext,
  request: WriteRequest,
  labels: ReadonlyMap<string, string>,
): Promise<AppliedObject> {
  const isOurs = labels.has(DISCOVERED_LABEL);
  const annotations =
    isOurs && request.service !== request.name
      ? { annotations: { [SERVICE_NAME_ANNOTATION]: request.service } }
      : {};
  const metadata = { ...identity(request), labels: Object.fromEntries(labels), ...annotations };
  return await apply(context, objectPath(request), { metadata }, false);
}

/** The status, with force: it is ours alone. */
export async function applyStatus(
  context: ApplyContext,
  request: WriteRequest,
  status: ServiceHealthStatus,
): Promise<AppliedObject> {
  const content = { metadata: identity(request), status };
  return await apply(context, `${objectPath(request)}/status`, content, true);
}

/** The status of a rule, with force as well. The uid says which of several rules of one name is meant. */
export async function applyRuleStatus(
  context: ApplyContext,
  { name, uid }: { readonly name: string; readonly uid: string },
  status: RuleStatus,
): Promise<void> {
  const path = `/apis/${RULE_API_VERSION}/${RULE_PLURAL}/${encodeURIComponent(name)}/status`;
  await apply(context, path, { kind: RULE_KIND, metadata: { name, uid }, status }, true);
}

/** What the caller knows from now on. */
export function toHeld({ uid, resourceVersion, labels, status }: AppliedObject): HeldObject {
  return { uid, resourceVersion, labels, contentHash: contentHash(status) };
}

async function apply(
  { client, fieldManager, signal }: ApplyContext,
  path: string,
  content: object,
  isForced: boolean,
): Promise<AppliedObject> {
  const answer = await client.request({
    method: 'PATCH',
    path,
    query: { fieldManager, force: String(isForced) },
    contentType: 'application/apply-patch+yaml',
    body: { apiVersion: API_VERSION, kind: KIND, ...content },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return readObject(answer);
}

function identity({ namespace, name }: WriteRequest): { namespace: string; name: string } {
  return { namespace, name };
}

/** Where the object is. */
export function objectPath({ namespace, name }: Pick<WriteRequest, 'namespace' | 'name'>): string {
  const space = encodeURIComponent(namespace);
  return `/apis/${API_VERSION}/namespaces/${space}/${PLURAL}/${encodeURIComponent(name)}`;
}

function readObject(answer: unknown): AppliedObject {
  const metadata = field(answer, 'metadata');
  return {
    uid: textField(metadata, 'uid') ?? '',
    resourceVersion: textField(metadata, 'resourceVersion') ?? '',
    generation: numberField(metadata, 'generation') ?? 0,
    labels: readLabels(field(metadata, 'labels')),
    hasSpec: entriesOf(field(answer, 'spec')).length > 0,
    status: field(answer, 'status'),
  };
}

function readLabels(labels: unknown): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of entriesOf(labels)) {
    if (typeof value === 'string') result.set(key, value);
  }
  return result;
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
