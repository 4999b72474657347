// What the API server refuses in a body before it looks at anything else.
import { arrayAt, isRecord, type Json, recordAt, textAt } from './json.ts';
import { checkLease } from './kind-rules.ts';
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
  checkLabelTypes(type, recordAt(body, 'metadata'));
  return body;
}

/** Go refuses what is no text where it wants one. */
function checkLabelTypes({ kind, version }: ResourceType, metadata: Json): void {
  for (const field of ['labels', 'annotations']) {
    const odd = Object.values(recordAt(metadata, field)).find((value) => typeof value !== 'string');
    if (odd === undefined) continue;
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${kind}: json: cannot unmarshal ${typeof odd} into Go struct field ObjectMeta.${field} of type string`,
    );
  }
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
  if (isOther) throw otherType(type, { kind, apiVersion });
}

function otherType(type: ResourceType, given: { kind: string; apiVersion: string }): Error {
  const { kind, apiVersion } = given;
  if (!type.isCustom || apiVersion === type.apiVersion) {
    return badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${type.kind}`);
  }
  return badRequest(
    `the API version in the data (${apiVersion}) does not match the expected API version (${type.apiVersion})`,
  );
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

/** Wordings of k8s.io/apimachinery/pkg/util/validation. */
const DNS_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
  "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
  "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const QUALIFIED_NAME = `${NAME_PART.replace('name part', 'a qualified name')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must " +
  "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used " +
  "for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** Name and labels, which every write must keep valid. */
export function checkMetadata(type: ResourceType, object: KubeJson): void {
  if (type.plural === 'leases') checkLease(object);
  const { name } = object.metadata;
  const causes = [
    ...nameFaults(name).map((fault) => fieldFault('metadata.name', name, fault)),
    ...Object.entries(recordAt(object, 'metadata', 'labels')).flatMap(labelFaults),
    ...Object.keys(recordAt(object, 'metadata', 'annotations')).flatMap((key) =>
      keyFaults('metadata.annotations', key),
    ),
    ...arrayAt(object, 'metadata', 'finalizers').flatMap((finalizer) =>
      keyFaults('metadata.finalizers', String(finalizer)),
    ),
    ...annotationSizeFaults(recordAt(object, 'metadata', 'annotations')),
  ];
  if (causes.length > 0) throw invalid({ group: type.group, kind: type.kind, name }, causes);
}

function nameFaults(name: string): readonly string[] {
  const isSubdomain = name.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
  return [
    ...(name.length > 253 ? ['must be no more than 253 characters'] : []),
    ...(isSubdomain ? [] : [DNS_SUBDOMAIN]),
  ];
}

function labelFaults([key, value]: readonly [string, unknown]): readonly Required<StatusCause>[] {
  const text = typeof value === 'string' ? value : '';
  return [
    ...(text.length > 63
      ? [fieldFault('metadata.labels', text, 'must be no more than 63 characters')]
      : []),
    ...(text === '' || isLabelText(text) ? [] : [fieldFault('metadata.labels', text, LABEL_VALUE)]),
    ...keyFaults('metadata.labels', key),
  ];
}

function keyFaults(field: string, key: string): readonly Required<StatusCause>[] {
  if (key.split('/').length > 2) return [fieldFault(field, key, QUALIFIED_NAME)];
  const part = key.slice(key.indexOf('/') + 1);
  return [
    ...(part.length > 63
      ? [fieldFault(field, key, 'name part must be no more than 63 characters')]
      : []),
    ...(isLabelText(part) ? [] : [fieldFault(field, key, NAME_PART)]),
  ];
}

const LARGEST_ANNOTATIONS_BYTES = 256 * 1024;

function annotationSizeFaults(annotations: Json): readonly Required<StatusCause>[] {
  const bytes = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  if (bytes <= LARGEST_ANNOTATIONS_BYTES) return [];
  const message = `Too long: may not be more than ${LARGEST_ANNOTATIONS_BYTES} bytes`;
  return [{ reason: 'FieldValueTooLong', message, field: 'metadata.annotations' }];
}

function isLabelText(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}

function fieldFault(field: string, value: string, why: string): Required<StatusCause> {
  return { reason: 'FieldValueInvalid', message: `Invalid value: "${value}": ${why}`, field };
}
