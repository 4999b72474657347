// From the text of one run to what a report may show of it. Pure: where the text comes from is the collector's business.

import { findCrash } from './crash/find-crash.ts';
import type { Crash } from './crash/types.ts';
import { excerpt } from './excerpt.ts';
import { crashFingerprint, lineFingerprint } from './fingerprint.ts';
import { expandRecords } from './json-lines.ts';
import { wholeLines } from './text/cut-ends.ts';
import { redact } from './text/redact.ts';
import { cut, sanitise } from './text/sanitise.ts';
import { lastTrouble } from './trouble.ts';

/** As much as the collector asks for. What came before has led to the end, but does not tell of it. */
const MAX_TEXT = 256 * 1024;
/** Far more lines than that much text has, unless most are empty. */
const MAX_LINES = 8_000;
/** A longer line is data, not a sentence. */
const MAX_LINE = 4 * 1024;
/** What a report shows of a line. */
const MAX_SHOWN = 512;

/** What the text is. */
export interface LogText {
  readonly text: string;
  /** The log is longer at its beginning: the first line may be the end of one. */
  readonly isHeadCut: boolean;
  /** The log is longer at its end. */
  readonly isTailCut: boolean;
  readonly maxLines?: number | undefined;
}

/** What is known of the end of a run by its log. Texts are sanitised, redacted and bounded. */
export interface LogReading {
  /** At most 20 unless asked otherwise, each at most 512 characters; empty when the run wrote nothing. */
  readonly lines: readonly string[];
  /** The same for every pod that died of the same thing; empty when the run wrote nothing. */
  readonly fingerprint: string;
  /** What ended the process first, and what caused it, as far as its runtime tells. */
  readonly failure?: { readonly type: string; readonly message: string };
  readonly cause?: { readonly type: string; readonly message: string };
  /** How many secrets were taken out. */
  readonly redactions: number;
  readonly isCut: boolean;
}

/**
 * Redacts before anything is cut, because half a secret is no longer known for one; then drops what a cut of others may
 * have left of a line.
 */
export function readLog({ text: whole, isHeadCut, isTailCut, maxLines }: LogText): LogReading {
  const text = endOf(whole);
  const ends = { isHeadCut: isHeadCut || text.length < whole.length, isTailCut };
  const { text: safe, count } = redact(sanitise(text), { tellsTokens: true });
  const read = expandRecords(wholeLines(lastLines(safe), ends).slice(-MAX_LINES));
  const lines = read.slice(-MAX_LINES).map((line) => cut(line, MAX_LINE));
  const crash = findCrash(lines);
  return {
    lines: excerpt(lines, crash, maxLines).map((line) => cut(line, MAX_SHOWN)),
    fingerprint: crash === undefined ? plainFingerprint(lines) : crashFingerprint(crash),
    ...(crash !== undefined && failureOf(crash)),
    redactions: count,
    isCut: ends.isHeadCut || isTailCut,
  };
}

/**
 * From the beginning of a line or, within a line without end, of a word: half a secret is not known for one. What is cut
 * off is a line that is gone, so that what stands before it is looked at like any cut.
 */
function endOf(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const end = text.slice(-MAX_TEXT);
  const line = end.indexOf('\n');
  const start = line === -1 ? end.indexOf(' ') : line;
  return start === -1 ? '' : `\n${end.slice(start + 1)}`;
}

/** Some more than are read, so that looking at a cut end does not miss one: a list of all lines could be a large one. */
function lastLines(text: string): string {
  let start = text.length;
  for (let lines = 0; lines < 2 * MAX_LINES && start > 0; lines += 1) {
    start = text.lastIndexOf('\n', start - 1);
  }
  return start <= 0 ? text : text.slice(start);
}

function plainFingerprint(lines: readonly string[]): string {
  const trouble = lastTrouble(lines);
  return trouble === undefined ? '' : lineFingerprint(lines[trouble] ?? '');
}

function failureOf({ chain }: Crash): Pick<LogReading, 'failure' | 'cause'> {
  const [failure, ...causes] = chain;
  const root = causes.at(-1);
  return { failure: saying(failure), ...(root !== undefined && { cause: saying(root) }) };
}

function saying({ type, message }: { readonly type: string; readonly message: string }) {
  return { type: cut(type, MAX_SHOWN), message: cut(message, MAX_SHOWN) };
}
