import {
  ApiError,
  isConnectionLost,
  isForbidden,
  isNotFound,
  isThrottled,
  isUnauthorized,
  isUnreachable,
} from '../kube/errors.ts';

/** What becomes of a log that could not be read. */
export type FetchFailure =
  /** It is gone, or will not come: not asked for again. */
  | { readonly kind: 'lost' }
  /** The node has trouble with it: asked for again, later each time, a few times. */
  | { readonly kind: 'again' }
  /** The API server has trouble, or asks for less: nothing is asked for a while. */
  | { readonly kind: 'pause'; readonly ms: number }
  /** No role allows it. */
  | { readonly kind: 'refused' };

const PAUSE_MS = 5_000;

export function fetchFailure(error: unknown): FetchFailure {
  if (isForbidden(error)) return { kind: 'refused' };
  if (isNotFound(error)) return { kind: 'lost' };
  const ms = pauseMs(error);
  // "is waiting to start", "previous terminated container not found": a moment later it may be another state.
  return ms === undefined ? { kind: 'again' } : { kind: 'pause', ms };
}

/** A kubelet that is out of reach is a 500 or 503 too, but only the API server itself says when to come again. */
function pauseMs(error: unknown): number | undefined {
  if (error instanceof ApiError && isThrottled(error)) {
    return error.retryAfterMs ?? (error.code === 429 ? PAUSE_MS : undefined);
  }
  const isOurs = isUnauthorized(error) || isUnreachable(error) || isConnectionLost(error);
  return isOurs ? PAUSE_MS : undefined;
}
