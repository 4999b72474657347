import { ApiError, describeError } from '../kube/errors.ts';
import type { WriteFailure, WriteOutcome, WriteRequest } from './write-types.ts';

/** Which of the two requests of a write was answered. */
export type WriteStep = 'object' | 'status';

const BAD_REQUEST = 400;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const METHOD_NOT_ALLOWED = 405;
const CONFLICT = 409;
const TOO_LARGE = 413;
const UNSUPPORTED = 415;
const INVALID = 422;
const INTERNAL = 500;

// Asking again with the same body gets the same answer.
const HOPELESS: ReadonlySet<number> = new Set([BAD_REQUEST, METHOD_NOT_ALLOWED, UNSUPPORTED]);

/** What an error of one of the two requests means for the write. */
export function outcomeOf(error: unknown, step: WriteStep, request: WriteRequest): WriteOutcome {
  if (!(error instanceof ApiError)) return failure(error, 0, true);
  switch (error.code) {
    case NOT_FOUND:
      return notFound(error, step, request);
    case FORBIDDEN:
      return isNamespaceTerminating(error)
        ? { kind: 'namespaceTerminating' }
        : failure(error, error.code, true);
    case CONFLICT:
      return { kind: 'conflict' };
    default:
      return failure(error, error.code, !HOPELESS.has(error.code));
  }
}

/** The content is the trouble: less of it may pass. */
export function isContentRefused(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  if (error.code === TOO_LARGE || error.code === INVALID) return true;
  // Words of etcd ("etcdserver: request is too large") and of its gRPC client, which the API server passes on.
  return error.code === INTERNAL && /request is too large|larger than max/.test(error.message);
}

/**
 * The labels of an apply that another manager owns. The API server names their fields in its message; when the
 * message is cut or worded otherwise, every label that would change has to go.
 */
export function conflictingLabels(
  error: ApiError,
  desired: ReadonlyMap<string, string>,
  held: ReadonlyMap<string, string>,
): readonly string[] {
  const named = [...desired.keys()].filter((key) => isFieldNamed(error.message, key));
  if (named.length > 0) return named;
  return [...desired].filter(([key, value]) => held.get(key) !== value).map(([key]) => key);
}

/** Field paths are not quoted, and "app" begins "app.kubernetes.io/name" too: the end of the path decides. */
function isFieldNamed(message: string, key: string): boolean {
  const path = `.metadata.labels.${key}`;
  return message.endsWith(path) || message.includes(`${path} `);
}

function notFound(error: ApiError, step: WriteStep, { name }: WriteRequest): WriteOutcome {
  if (step === 'status' && error.message.includes(`"${name}" not found`)) return { kind: 'gone' };
  // Of an apply that would create: `namespaces "shop" not found`.
  if (error.message.startsWith('namespaces ')) return { kind: 'namespaceTerminating' };
  return { kind: 'resourceAbsent' };
}

/** Words of the NamespaceLifecycle admission plugin. */
function isNamespaceTerminating(error: ApiError): boolean {
  return error.message.includes('because it is being terminated');
}

function failure(error: unknown, code: number, isRetryable: boolean): WriteFailure {
  const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
  return {
    kind: 'failed',
    code,
    isRetryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    message: describeError(error),
  };
}
