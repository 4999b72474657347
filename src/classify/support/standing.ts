import type { Finding } from '../types.ts';

type Claimed = 'subject' | 'reason' | 'details' | 'evidence' | 'sinceMs';

/** A finding about what stands since an instant, as a field says: nothing repeats, so nothing is counted. */
export function standing(claim: Pick<Finding, Claimed> & Partial<Finding>): Finding {
  return { confidence: 'confirmed', state: 'active', lastMs: claim.sinceMs, count: 1, ...claim };
}
