import type { Redaction } from './redact.ts';
import { REDACTED } from './secret-words.ts';

const DASHES = '-----';
const BEGIN = '-----BEGIN ';
const END = '-----END ';
/** "ENCRYPTED PRIVATE KEY" has 21 characters; far more is no header. */
const MAX_LABEL = 64;

/**
 * PEM blocks. A private key goes even when its end is missing, another block only when it is whole: "expected
 * -----BEGIN CERTIFICATE----- but found …" is an error message. Searched by index, not by pattern: linear for any text.
 */
export function redactPem(before: Redaction): Redaction {
  const { text } = before;
  let { count } = before;
  let result = '';
  let kept = 0;
  for (let begin = text.indexOf(BEGIN); begin !== -1; begin = text.indexOf(BEGIN, begin + 1)) {
    const end = endOfBlock(text, begin);
    if (end === undefined) continue;
    result += text.slice(kept, begin) + REDACTED;
    count += 1;
    kept = end;
    begin = end - 1;
  }
  return { text: result + text.slice(kept), count };
}

/** Where the block that begins here ends; undefined when it is none. */
function endOfBlock(text: string, begin: number): number | undefined {
  const label = begin + BEGIN.length;
  const header = text.slice(label, label + MAX_LABEL + DASHES.length);
  const labelLength = header.indexOf(DASHES);
  if (labelLength === -1) return undefined;
  const body = label + labelLength + DASHES.length;
  const next = text.indexOf(DASHES, body);
  if (next !== -1 && text.startsWith(END, next)) {
    const close = text.indexOf(DASHES, next + END.length);
    return close !== -1 && close - next <= MAX_LABEL + END.length ? close + DASHES.length : next;
  }
  if (!header.slice(0, labelLength).includes('PRIVATE KEY')) return undefined;
  return next === -1 ? text.length : next;
}
