import type { EpochMs, ServiceKey } from '../facts/index.ts';
import { serviceId } from '../index/service-key.ts';

/** Readers take a report older than two hours for Unknown, so one is due each hour, whatever happens. */
const HEARTBEAT_MS = 3_600_000;
/** Spread over ten minutes, so that thousands of services do not write in the same second. */
const JITTER_MS = 600_000;

/** When the report must be written again although nothing changed; undefined before the first report. */
export function heartbeatDueMs(
  key: ServiceKey,
  reportTimeMs: EpochMs | undefined,
): EpochMs | undefined {
  if (reportTimeMs === undefined) return undefined;
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
