// What can go wrong between us and the API server, as types the callers can tell apart.

const MAX_MESSAGE_CHARS = 300;
const MAX_REASON_CHARS = 64;
// A proxy that answers "Retry-After: 86400" must not silence a source for a day.
const MAX_RETRY_AFTER_MS = 300_000;

/** What an ApiError is made of. */
export interface ApiErrorDetails {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly path: string;
  readonly retryAfterMs?: number | undefined;
}

/** The API server (or something in front of it) answered and refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status, or the `code` of a Status that arrived inside a watch. */
  readonly code: number;
  /** `Status.reason`; empty when the body was no Status. */
  readonly reason: string;
  /** From the Retry-After header or `Status.details.retryAfterSeconds`. */
  readonly retryAfterMs?: number;
  /** The path without its query: continue tokens and selectors stay out of logs. */
  readonly path: string;

  constructor({ code, reason, message, path, retryAfterMs }: ApiErrorDetails) {
    super(boundedText(message, MAX_MESSAGE_CHARS));
    this.code = code;
    this.reason = boundedText(reason, MAX_REASON_CHARS);
    this.path = path;
    if (retryAfterMs !== undefined) this.retryAfterMs = Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
  }
}

/** A body or a line that is not what the API promises; the bytes themselves are never part of the message. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** A connection that stayed open and said nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';

  constructor(silenceMs: number) {
    super(`no byte for ${Math.round(silenceMs)} ms`);
  }
}

/** A request that got no answer in time. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';

  constructor(timeoutMs: number) {
    super(`no answer within ${Math.round(timeoutMs)} ms`);
  }
}

/** The history we wanted to resume from is gone: list again. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 410 || error.reason === 'Expired');
}

/** Somebody else wrote first, or owns the field. */
export function isConflict(error: unknown): boolean {
  return hasCode(error, 409);
}

/** RBAC says no. */
export function isForbidden(error: unknown): boolean {
  return hasCode(error, 403);
}

/** The token is not accepted, also not after it was read again. */
export function isUnauthorized(error: unknown): boolean {
  return hasCode(error, 401);
}

/** No such object, or no such resource type. */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, 404);
}

/** The server does not take these parameters; how a server without WatchList answers one. */
export function isBadRequest(error: unknown): boolean {
  return hasCode(error, 400) || hasCode(error, 422);
}

/** The server is alive and asks for less. */
export function isThrottled(error: unknown): boolean {
  return hasCode(error, 429) || hasCode(error, 503);
}

/** Nothing listens there, or no way leads there: attempts are cheap for both sides. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE_CODES.has(errorCode(error));
}

/** A kept-alive connection died under a request: asking again once is safe for a GET. */
export function isConnectionLost(error: unknown): boolean {
  return LOST_CODES.has(errorCode(error));
}

/** One bounded line for logs and status: no control characters, no stack. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? error.message || errorCode(error) || error.name : 'unknown';
  return boundedText(text, MAX_MESSAGE_CHARS);
}

/** Printable and cut: what the other side wrote ends up in logs and conditions. */
export function boundedText(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

// Names of Node (libuv) and undici for: nobody there.
const UNREACHABLE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

// … and for: there, then gone. UND_ERR_SOCKET is undici's "other side closed".
const LOST_CODES: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function hasCode(error: unknown, code: number): boolean {
  return error instanceof ApiError && error.code === code;
}

// undici wraps some socket errors once, so one cause deep is enough.
function errorCode(error: unknown): string {
  return ownCode(error) || (error instanceof Error ? ownCode(error.cause) : '');
}

function ownCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
