import type { HealthWord } from '../api/health.ts';
import type { WriteOutcome, WriteRequest } from './write-types.ts';

/** A request that waits, and whom to tell. */
export interface QueuedWrite {
  readonly request: WriteRequest;
  /** False when only the report's time would change. */
  readonly isNews: boolean;
  readonly resolve: (outcome: WriteOutcome) => void;
}

/** Worse words first: when writes are scarce, news of a failure is worth more than news of a start. */
const ORDER: readonly HealthWord[] = [
  'Unhealthy',
  'Unknown',
  'Degraded',
  'Progressing',
  'Healthy',
  'Suspended',
];
// What is written only to be fresh waits for everything that is news.
const HEARTBEAT_RANK = ORDER.length;

/** One write per service, worse words first, then oldest first. */
export class WriteQueue {
  // A Map keeps the order of arrival.
  readonly #ranks = Array.from({ length: ORDER.length + 1 }, () => new Map<string, QueuedWrite>());
  readonly #rankOf = new Map<string, number>();

  get size(): number {
    return this.#rankOf.size;
  }

  has(key: string): boolean {
    return this.#rankOf.has(key);
  }

  /** Returns the write of the same service that it replaces, whose place in line it takes unless its rank differs. */
  put(key: string, write: QueuedWrite): QueuedWrite | undefined {
    const rank = rankOf(write);
    const known = this.#rankOf.get(key);
    const replaced = known === undefined ? undefined : this.#ranks[known]?.get(key);
    if (known !== undefined && known !== rank) this.#ranks[known]?.delete(key);
    this.#ranks[rank]?.set(key, write);
    this.#rankOf.set(key, rank);
    return replaced;
  }

  /** The most urgent one, which leaves the queue. */
  take(): { readonly key: string; readonly write: QueuedWrite } | undefined {
    for (const rank of this.#ranks) {
      for (const [key, write] of rank) {
        rank.delete(key);
        this.#rankOf.delete(key);
        return { key, write };
      }
    }
    return undefined;
  }
}

function rankOf({ request, isNews }: QueuedWrite): number {
  return isNews ? ORDER.indexOf(request.status.health ?? 'Unknown') : HEARTBEAT_RANK;
}
