import { createHash } from 'node:crypto';
import { canonicalStatus } from '../api/canonical.ts';

/** The same hash that the watched objects carry as `contentHash`. */
export function contentHash(status: unknown): string {
  return createHash('sha256').update(canonicalStatus(status)).digest('hex');
}
