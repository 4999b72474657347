import { createHash } from 'node:crypto';
import { canonicalStatus } from '../api/canonical.ts';
import { ruleStatusText } from '../api/rule-status-text.ts';

/** What a watched object carries as `contentHash`, and what the writer compares with before it sends anything. */
export function contentHash(status: unknown): string {
  return createHash('sha256').update(canonicalStatus(status)).digest('hex');
}

/** The same of the status of a HealthRule, in which only the time of a change counts for nothing. */
export function ruleStatusHash(status: unknown): string {
  return createHash('sha256').update(ruleStatusText(status)).digest('hex');
}
