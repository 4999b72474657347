import type { EpochMs, ServiceKey } from '../facts/index.ts';
import { serviceId } from '../index/service-key.ts';

/** Readers take a report older than two hours for Unknown, so one is due each hour, whatever happens. */
const HEARTBEAT_MS = 3_600_000;
/** Spread over ten minutes, so that thousands of services do not write in the same second. */
const JITTER_MS = 600_000;

/** How soon a heartbeat that is held back is looked at again: the report has another hour until readers doubt it. */
const HELD_BACK_MS = 300_000;

/** Whether a report is due again although nothing changed, and when to look next for that reason alone. */
export interface Heartbeat {
  readonly isDue: boolean;
  readonly nextLookMs: EpochMs;
}

/**
 * Due at once when the object has no report time, or one so far in the future that somebody else must have written it:
 * else nobody would ever write again. Without an object whatever is written is news. While a source is cut off no
 * heartbeat vouches for what may be old: readers are to see that the report ages.
 */
export function heartbeatOf(
  key: ServiceKey,
  object: { readonly reportTimeMs?: EpochMs } | undefined,
  { nowMs, isStale }: { readonly nowMs: EpochMs; readonly isStale: boolean },
): Heartbeat {
  const dueMs = object === undefined ? undefined : dueAt(key, object.reportTimeMs ?? 0, nowMs);
  if (dueMs !== undefined && dueMs > nowMs) return { isDue: false, nextLookMs: dueMs };
  if (isStale) return { isDue: false, nextLookMs: nowMs + HELD_BACK_MS };
  // What is written now comes back through the watch; what cannot be written is not asked for again at once.
  return { isDue: dueMs !== undefined, nextLookMs: nowMs + HEARTBEAT_MS - JITTER_MS };
}

function dueAt(key: ServiceKey, reportTimeMs: EpochMs, nowMs: EpochMs): EpochMs {
  if (reportTimeMs > nowMs + HEARTBEAT_MS) return nowMs;
  return reportTimeMs + HEARTBEAT_MS - spread(serviceId(key));
}

/** The same for a service each time, different between services. */
function spread(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) {
    hash = (Math.imul(hash, 31) + id.charCodeAt(index)) >>> 0;
  }
  return hash % JITTER_MS;
}
