import type { Report } from '../aggregate/types.ts';
import { causeKey, type ServiceKey, type SharedCause } from '../facts/index.ts';

/** A service with what was said of it. */
export interface Judged {
  readonly key: ServiceKey;
  readonly report: Report;
}

/**
 * Who shares a cause with whom. The operator reads that from the reports, of which a dump need not have any; so all is
 * judged once to find the causes, and then told with the numbers.
 */
export function sharersOf(
  judged: readonly Judged[],
): (key: ServiceKey, cause: SharedCause) => number {
  const sharers = new Map<string, Set<ServiceKey>>();
  for (const { key, report } of judged) {
    for (const { sharedCause } of report.diagnoses) {
      if (sharedCause === undefined) continue;
      const cause = causeKey(sharedCause, key.namespace);
      sharers.set(cause, (sharers.get(cause) ?? new Set()).add(key));
    }
  }
  return (key, cause) => {
    const all = sharers.get(causeKey(cause, key.namespace));
    return all === undefined ? 0 : all.size - (all.has(key) ? 1 : 0);
  };
}
