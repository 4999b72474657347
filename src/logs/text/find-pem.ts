import type { Span } from './spans.ts';

const DASHES = '-----';
const BEGIN = '-----BEGIN ';
const END = '-----END ';
/** "ENCRYPTED PRIVATE KEY" has 21 characters; far more is no header. */
const MAX_LABEL = 64;

/** Lines of a key, whatever stands around them: indentation, quotes, the time of a log. */
const LONG_RUN = /[A-Za-z0-9+/]{40}/;
const KEY_LINE = /^[^A-Za-z0-9+/]{0,64}[A-Za-z0-9+/]{1,80}[^A-Za-z0-9+/]{0,16}$/;
const BASE64 = /^[A-Za-z0-9+/]{1,80}={0,2}$/;
const KEY_HEADER = /^\s{0,64}(?:Proc-Type|DEK-Info|Version|Comment): /;
/** Of a key whose begin and end are out of sight: base64 and nothing else, as long as PEM and OpenSSH break it. */
const BARE_LINE = /^[ \t|]{0,64}(?=[A-Fa-f0-9]{0,79}[G-Zg-z+/])[A-Za-z0-9+/]{60,80}={0,2}$/;
const MIN_BARE_LINES = 3;
const MAX_BARE_LINE = 160;
const MAX_LINE = 512;

/** Whether this is a line of base64 and nothing else, as long as keys have them. */
export function isBareLine(line: string): boolean {
  return line.length >= 60 && BARE_LINE.test(line);
}

/**
 * PEM blocks. A private key goes even when its begin or its end is missing, another block only when it is whole:
 * "expected -----BEGIN CERTIFICATE----- but found …" is an error message. Searched by index, not by pattern.
 */
export function findPem(text: string): readonly Span[] {
  const spans: Span[] = [];
  let doneTo = 0;
  for (let at = text.indexOf(DASHES); at !== -1; at = text.indexOf(DASHES, at)) {
    const span = text.startsWith(BEGIN, at) ? blockFrom(text, at) : blockBefore(text, at, doneTo);
    at = span?.end ?? at + 1;
    if (span === undefined) continue;
    doneTo = span.end;
    spans.push({ ...span, isToken: false });
  }
  return [...spans, ...bareBlocks(text)];
}

interface Block {
  readonly start: number;
  readonly end: number;
}

/** The block that begins here; undefined when it is none. */
function blockFrom(text: string, start: number): Block | undefined {
  const label = labelAt(text, start + BEGIN.length);
  if (label === undefined) return undefined;
  const body = start + BEGIN.length + label.length + DASHES.length;
  const next = text.indexOf(DASHES, body);
  if (next !== -1 && text.startsWith(END, next)) return { start, end: endOfFooter(text, next) };
  if (!label.includes('PRIVATE KEY')) return undefined;
  const limit = next === -1 ? text.length : next;
  const width = start - lineStartBefore(text, start, 0);
  return { start, end: endOfLines(text, body, { limit, width }) };
}

/** A block whose begin is out of sight: the lines before its end. Of anything but a key there must be some. */
function blockBefore(text: string, at: number, doneTo: number): Block | undefined {
  if (!text.startsWith(END, at)) return undefined;
  const label = labelAt(text, at + END.length);
  if (label === undefined) return undefined;
  let cursor = lineStartBefore(text, at, doneTo);
  const width = at - cursor;
  let start = LONG_RUN.test(text.slice(cursor, at)) ? cursor : at;
  while (cursor > doneTo) {
    const lineStart = lineStartBefore(text, cursor - 1, doneTo);
    if (!isKeyLine(text.slice(lineStart, cursor - 1), width)) break;
    start = lineStart;
    cursor = lineStart;
  }
  const hasBody = LONG_RUN.test(text.slice(Math.max(start, at - MAX_LINE), at));
  if (!hasBody && !label.includes('PRIVATE KEY')) return undefined;
  return { start, end: endOfFooter(text, at) };
}

/** No line of a key is longer; looking further back for each end would take the square of the text. */
function lineStartBefore(text: string, at: number, doneTo: number): number {
  const from = Math.max(doneTo, at - MAX_LINE);
  return from + text.slice(from, Math.max(from, at)).lastIndexOf('\n') + 1;
}

function labelAt(text: string, at: number): string | undefined {
  const header = text.slice(at, at + MAX_LABEL + DASHES.length);
  const length = header.indexOf(DASHES);
  return length === -1 ? undefined : header.slice(0, length);
}

function endOfFooter(text: string, at: number): number {
  const label = labelAt(text, at + END.length);
  return at + END.length + (label === undefined ? 0 : label.length + DASHES.length);
}

/** Of a private key without its end: as far as lines look like one. */
function endOfLines(
  text: string,
  from: number,
  { limit, width }: { readonly limit: number; readonly width: number },
): number {
  let end = Math.min(limit, lineEnd(text, from));
  while (end < limit) {
    const next = Math.min(limit, lineEnd(text, end + 1));
    if (!isKeyLine(text.slice(end + 1, next), width)) break;
    end = next;
  }
  return end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Whether a line is of a key; what stands before each line, such as the time of a log, is as wide as before its dashes. */
function isKeyLine(whole: string, width: number): boolean {
  const line = whole.trimEnd();
  if (line === '' || KEY_LINE.test(line) || LONG_RUN.test(line) || KEY_HEADER.test(line))
    return true;
  return width > 0 && BASE64.test(line.slice(width));
}

/** Lines of base64 behind one another, with neither begin nor end: the middle of a key. */
function bareBlocks(text: string): readonly Span[] {
  const spans: Span[] = [];
  let lines = 0;
  let start = 0;
  for (let at = 0; at <= text.length; ) {
    const end = lineEnd(text, at);
    if (end - at <= MAX_BARE_LINE && isBareLine(text.slice(at, end))) {
      if (lines === 0) start = at;
      lines += 1;
    } else {
      if (lines >= MIN_BARE_LINES) spans.push({ start, end: at - 1, isToken: false });
      lines = 0;
    }
    at = end + 1;
  }
  if (lines >= MIN_BARE_LINES) spans.push({ start, end: text.length, isToken: false });
  return spans;
}
