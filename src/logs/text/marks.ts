import type { Span } from './spans.ts';

// What stands where a secret was. docs/adr/0012-marks-of-secrets.md says why it is no counter of the report.

/** A secret of which nothing more is told. */
export const REDACTED = '[redacted]';

const FOREIGN_MARK = /\[redacted:[0-9a-f]{1,6}\]/g;
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Text of others may hold what looks like our marks. It may say that something was taken out, not what equals what. */
export function withoutForeignMarks(text: string): string {
  return text.includes('[redacted:') ? text.replace(FOREIGN_MARK, REDACTED) : text;
}

/** The text with a mark in place of each span; spans are in order and without overlaps. */
export function markSpans(text: string, spans: readonly Span[], tellsTokens: boolean): string {
  const marks = marksOf(text, spans, tellsTokens);
  let result = '';
  let kept = 0;
  for (const { start, end } of spans) {
    result += text.slice(kept, start) + (marks.get(text.slice(start, end)) ?? REDACTED);
    kept = end;
  }
  return result + text.slice(kept);
}

/**
 * Tokens have a mark of their own, the same in every text. Secrets that people may have thought up are only counted, and
 * only where a text has several.
 */
function marksOf(
  text: string,
  spans: readonly Span[],
  tellsTokens: boolean,
): ReadonlyMap<string, string> {
  const tokens = tellsTokens ? spans.filter(({ isToken }) => isToken) : [];
  const marks = new Map(tokens.map((span) => valueOf(text, span)).map((it) => [it, tokenMark(it)]));
  const others = new Set(spans.map((span) => valueOf(text, span)).filter((it) => !marks.has(it)));
  if (others.size < 2) return marks;
  let number = 0;
  for (const value of others) {
    number += 1;
    marks.set(value, `[redacted:${number}]`);
  }
  return marks;
}

function valueOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/**
 * 24 bits of FNV-1a. A token has at least 96 random bits, so at least 72 stay unknown whatever the hash is; and 20 tokens
 * of one report collide once in 90,000 reports.
 */
function tokenMark(token: string): string {
  let hash = OFFSET;
  for (let at = 0; at < token.length; at += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(at), PRIME) >>> 0;
  }
  const folded = (hash >>> 24) ^ (hash & 0xffffff);
  return `[redacted:${folded.toString(16).padStart(6, '0')}]`;
}
