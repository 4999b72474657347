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

/** Wordings of k8s.io/apimachinery/pkg/util/validation. */
const DNS_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
  "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
  "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must " +
  "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used " +
  "for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** Name and labels, which every write must keep valid. */
export function checkMetadata(type: ResourceType, object: KubeJson): void {
  const { name } = object.metadata;
  const causes = [
    ...nameFaults(name).map((fault) => fieldFault('metadata.name', name, fault)),
    ...Object.entries(recordAt(object, 'metadata', 'labels')).flatMap(labelFaults),
  ];
  if (causes.length > 0) throw invalid({ group: type.group, kind: type.kind, name }, causes);
}

function nameFaults(name: string): readonly string[] {
  const isSubdomain = name.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
  return [
    ...(name.length > 253 ? ['must be no more than 253 bytes'] : []),
    ...(isSubdomain ? [] : [DNS_SUBDOMAIN]),
  ];
}

function labelFaults([key, value]: readonly [string, unknown]): readonly Required<StatusCause>[] {
  const text = typeof value === 'string' ? value : '';
  const part = key.slice(key.indexOf('/') + 1);
  return [
    ...(text.length > 63
      ? [fieldFault('metadata.labels', text, 'must be no more than 63 bytes')]
      : []),
    ...(text === '' || isLabelText(text) ? [] : [fieldFault('metadata.labels', text, LABEL_VALUE)]),
    ...(part.length > 63
      ? [fieldFault('metadata.labels', key, 'name part must be no more than 63 bytes')]
      : []),
    ...(isLabelText(part) ? [] : [fieldFault('metadata.labels', key, NAME_PART)]),
  ];
}

function isLabelText(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}

function fieldFault(field: string, value: string, why: string): Required<StatusCause> {
  return { reason: 'FieldValueInvalid', message: `Invalid value: "${value}": ${why}`, field };
}
