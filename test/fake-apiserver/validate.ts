// What the API server refuses in a body before it looks at anything else.
import { isRecord, type Json, recordAt, textAt, valueAt } from './json.ts';
import type { ResourceType } from './resources.ts';
import { badRequest, invalid, type StatusCause } from './status.ts';
import type { KubeJson } from './types.ts';

/** The parts of a write request that its body must agree with. */
export interface BodyExpectation {
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly body: unknown;
  /** Apply patches must name their type; other bodies of built-in types may leave it out. */
  readonly isApply?: boolean;
}

export function checkBody(expected: BodyExpectation): Json {
  const { type, body, isApply = false } = expected;
  if (!isRecord(body)) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): couldn't get version/kind; json parse error`,
    );
  }
  checkType(type, body, isApply);
  checkNames(expected, recordAt(body, 'metadata'));
  return body;
}

function checkType(type: ResourceType, body: Json, isApply: boolean): void {
  const apiVersion = textAt(body, 'apiVersion') || '';
  const kind = textAt(body, 'kind') || '';
  const isUntyped = apiVersion === '' || kind === '';
  if (isApply && isUntyped) {
    throw badRequest(`invalid object type: ${apiVersion || '/'}, Kind=${kind}`);
  }
  if (type.isCustom && isUntyped) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): Object '${kind === '' ? 'Kind' : 'apiVersion'}' is missing`,
    );
  }
  const isOther = !['', type.kind].includes(kind) || !['', type.apiVersion].includes(apiVersion);
  if (isOther) {
    throw badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${type.kind}`);
  }
}

function checkNames({ namespace, name }: BodyExpectation, metadata: Json): void {
  const givenName = textAt(metadata, 'name') ?? '';
  const givenNamespace = textAt(metadata, 'namespace') ?? '';
  if (name !== undefined && givenName !== '' && givenName !== name) {
    throw badRequest(
      `the name of the object (${givenName}) does not match the name on the URL (${name})`,
    );
  }
  if (namespace !== undefined && givenNamespace !== '' && givenNamespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

/** Rules of pkg/apis/core/validation/events.go that a recorder of Events trips over. */
export function checkEvent(event: KubeJson): void {
  const causes: Required<StatusCause>[] = [];
  const involved = textAt(event, 'involvedObject', 'namespace') ?? '';
  if (involved !== event.metadata.namespace && !(involved === '' && isInDefault(event))) {
    const message = `Invalid value: "${involved}": does not match event.namespace`;
    causes.push({ reason: 'FieldValueInvalid', message, field: 'involvedObject.namespace' });
  }
  const isNewStyle = textAt(event, 'eventTime') !== undefined;
  for (const field of isNewStyle
    ? ['reportingComponent', 'reportingInstance', 'action', 'reason']
    : []) {
    if (!valueAt(event, field)) {
      causes.push({ reason: 'FieldValueRequired', message: 'Required value', field });
    }
  }
  if (isNewStyle && (textAt(event, 'message') ?? '').length > 1024) {
    const message = 'Invalid value: "": can have at most 1024 characters';
    causes.push({ reason: 'FieldValueInvalid', message, field: 'message' });
  }
  if (causes.length > 0) {
    throw invalid({ group: '', kind: 'Event', name: event.metadata.name }, causes);
  }
}

/** Events about cluster-scoped objects live in "default". */
function isInDefault(event: KubeJson): boolean {
  return event.metadata.namespace === 'default';
}
