import { type RedactOptions, redact } from './redact.ts';
import { cut, ELLIPSIS, head, sanitise } from './sanitise.ts';

// Escapes and secrets make a text shorter, so more is read than is kept; beyond this nothing is looked at.
const READ_PER_KEPT = 8;

/**
 * A text that nobody vouches for as a fact: safe to show, without secrets, at most `max` characters; empty for
 * anything but a string. Secrets go before the cut, because half a secret is no longer recognised.
 */
export function freeText(value: unknown, max: number): string {
  return shownText(value, max, {});
}

/** The same of a text that comes out of a report of ours: its marks stay, so that it is the text it was. */
export function ownText(value: unknown, max: number): string {
  return shownText(value, max, { isOurs: true });
}

function shownText(value: unknown, max: number, options: RedactOptions): string {
  if (typeof value !== 'string' || value === '') return '';
  const limit = max * READ_PER_KEPT;
  const { text } = redact(sanitise(head(value, limit)), options);
  if (text.length > max || value.length <= limit) return cut(text, max);
  return `${withoutLastWord(text, max)}${ELLIPSIS}`;
}

/** The last word may be the first half of a secret that the limit on reading has cut through. */
function withoutLastWord(text: string, max: number): string {
  const end = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), 0);
  return head(text, Math.min(end, max - ELLIPSIS.length));
}
