import type { Backoff } from './backoff.ts';
import {
  ApiError,
  describeError,
  FormatError,
  isBadRequest,
  isForbidden,
  isGone,
  isNotFound,
  isThrottled,
  isUnauthorized,
  isUnreachable,
} from './errors.ts';
import type { ReflectorTiming } from './reflector-timing.ts';

/**
 * - `ended`: the server ended the watch in order.
 * - `expired`: the version or page token we hold is too old; only a new list helps.
 * - `denied`, `absent`: for a person to repair.
 * - `throttled`: the server is there and wants us later.
 * - `unreachable`: nobody answers.
 * - `unreadable`: bytes that are no list or no event.
 * - `badRequest`: the server does not take our parameters.
 * - `serverError`: any other refusal, 500 above all.
 * - `cut`: all else: the connection was lost or silent, or the answer came too late.
 */
export type FailureKind =
  | 'ended'
  | 'expired'
  | 'denied'
  | 'absent'
  | 'throttled'
  | 'unreachable'
  | 'unreadable'
  | 'badRequest'
  | 'serverError'
  | 'cut';

/** Why an attempt to list or watch is over. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly retryAfterMs: number;
}

/** How a watch ends that did its job. */
export const ENDED: Failure = {
  kind: 'ended',
  message: 'the server ended the watch',
  retryAfterMs: 0,
};

type Test = readonly [FailureKind, (error: unknown) => boolean];

// The order decides where two hold: an expired version may come as code 410 or only as a reason.
const TESTS: readonly Test[] = [
  ['expired', isGone],
  ['denied', isForbidden],
  ['denied', isUnauthorized],
  ['absent', isNotFound],
  ['throttled', isThrottled],
  ['badRequest', isBadRequest],
  ['serverError', (error) => error instanceof ApiError],
  ['unreadable', (error) => error instanceof FormatError],
  ['unreachable', isUnreachable],
];

/** Sorts an exception; whatever is unknown counts as a cut connection. */
export function describeFailure(error: unknown): Failure {
  const kind = TESTS.find(([, holds]) => holds(error))?.[0] ?? 'cut';
  const retryAfterMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return { kind, message: describeError(error), retryAfterMs };
}

/** What the wait depends on besides the failure. */
export interface RetryContext {
  readonly backoff: Backoff;
  readonly timing: ReflectorTiming;
  readonly random: () => number;
  /** The watch had lived long enough to be a good one. */
  readonly wasHealthy: boolean;
  /** Denied or absent for longer than passes by itself. */
  readonly isLasting: boolean;
}

/** How long to wait before the next attempt. */
export function retryDelayMs(failure: Failure, context: RetryContext): number {
  const { backoff, timing, random } = context;
  if (context.isLasting) {
    return timing.deniedMinMs + random() * (timing.deniedMaxMs - timing.deniedMinMs);
  }
  const { kind, retryAfterMs } = failure;
  // The first attempt after a good watch is free; if it fails, the next ones are not.
  if (context.wasHealthy && (kind === 'ended' || kind === 'cut')) return 0;
  if (kind === 'ended') return backoff.next(timing.endedMaxMs);
  if (kind === 'cut' || kind === 'unreachable') return backoff.next(timing.unreachableMaxMs);
  if (kind === 'denied' || kind === 'absent') return backoff.next(timing.denialMaxMs);
  return spread(retryAfterMs, backoff.next());
}

/** Retry-After is a lower bound given to everyone at the same moment, so our own jitter goes on top. */
function spread(retryAfterMs: number, backoffMs: number): number {
  return retryAfterMs === 0 ? backoffMs : retryAfterMs + Math.min(backoffMs, retryAfterMs);
}
