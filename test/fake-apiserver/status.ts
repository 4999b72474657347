// Status objects: what the API server says instead of an object, in its own words.

import type { Json } from './json.ts';
import { qualifiedName, type ResourceType } from './resources.ts';

/** One entry of `details.causes`. */
export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface StatusFields {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: StatusDetails;
  readonly metadata?: Json;
}

/** An answer that is not the asked-for object; thrown anywhere below the request handler. */
export class StatusError extends Error {
  readonly fields: StatusFields;

  constructor(fields: StatusFields) {
    super(fields.message);
    this.fields = fields;
  }
}

/** k8s.io/apimachinery/pkg/apis/meta/v1 StatusReason for the codes that tests plan. */
const REASONS = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [406, 'NotAcceptable'],
  [409, 'Conflict'],
  [410, 'Expired'],
  [413, 'RequestEntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [422, 'Invalid'],
  [429, 'TooManyRequests'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
  [504, 'Timeout'],
]);

export function reasonOf(code: number): string {
  return REASONS.get(code) ?? '';
}

export function failure(fields: StatusFields): Json {
  const { code, reason, message, details, metadata } = fields;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: metadata ?? {},
    status: 'Failure',
    message,
    ...(reason === '' ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  };
}

/** How Status details point at an object; the core group is left out, as Go's omitempty does. */
export function detailsOf(type: ResourceType, name?: string): StatusDetails {
  return {
    ...(name === undefined ? {} : { name }),
    ...(type.group === '' ? {} : { group: type.group }),
    kind: type.plural,
  };
}

export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

export function notFound(type: ResourceType, name: string): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: `${qualifiedName(type)} "${name}" not found`,
    details: detailsOf(type, name),
  });
}

export function expired(message: string, metadata?: Json): StatusError {
  return new StatusError({
    code: 410,
    reason: 'Expired',
    message,
    ...(metadata === undefined ? {} : { metadata }),
  });
}

/** A 422 about options or an object: message and causes are built from the same field errors. */
export function invalid(
  subject: { readonly group: string; readonly kind: string; readonly name: string },
  causes: readonly Required<StatusCause>[],
): StatusError {
  const target = subject.group === '' ? subject.kind : `${subject.kind}.${subject.group}`;
  const told = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = told.length === 1 ? (told[0] ?? '') : `[${told.join(', ')}]`;
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: `${target} "${subject.name}" is invalid: ${list}`,
    details: {
      ...(subject.name === '' ? {} : { name: subject.name }),
      ...(subject.group === '' ? {} : { group: subject.group }),
      kind: subject.kind,
      causes,
    },
  });
}

/** A 409 about an object that is not as the writer believes. */
export function conflict(type: ResourceType, name: string, why: string): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`,
    details: detailsOf(type, name),
  });
}

export function forbiddenOption(field: string, message: string): Required<StatusCause> {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${message}`, field };
}

export function invalidOptions(causes: readonly Required<StatusCause>[]): StatusError {
  return invalid({ group: 'meta.k8s.io', kind: 'ListOptions', name: '' }, causes);
}

/** A body in a form that is not spoken. */
export function unknownFormat(accepted: readonly string[]): StatusError {
  return new StatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  });
}

const SPOKEN = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';

/** An answer in a form that is not spoken. */
export function notAcceptable(): StatusError {
  return new StatusError({
    code: 406,
    reason: 'NotAcceptable',
    message: `only the following media types are accepted: ${SPOKEN}`,
  });
}

export function noSuchResource(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

export function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}
