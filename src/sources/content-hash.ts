import { createHash } from 'node:crypto';
import { canonicalStatus } from '../api/canonical.ts';

/** What a watched object carries as `contentHash`, and what the writer compares with before it sends anything. */
export function contentHash(status: unknown): string {
  return createHash('sha256').update(canonicalStatus(status)).digest('hex');
}
