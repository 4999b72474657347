import { isNoValue, isProse } from './secret-words.ts';
import { type Span, spanAt } from './spans.ts';

// Where the value of a name begins and ends, and whether it is one.

// What ends a value that is not in quotes. A closing bracket or & does so only where no value could go on.
const VALUE_ENDS = new Set(' \t\n,;"\'<>');
const MAYBE_ENDS = new Set('&()]}');
const SENTENCE = /^ (?:is|are|was|were|has|have|not|cannot|could|must|for|in|of|from|to|with)\b/;
// What we or the program itself put there instead of the value.
const TAKEN_OUT =
  /[[<](?:redacted|filtered|masked|hidden|removed|secret|omitted|sensitive)(?::[0-9a-f]{1,6})?[\]>](?!\w)/iy;
const GOES_ON = /^[&()[\]{}][\w!@#$%^*+-]{1,64}(?![\w=:[(])/;

/** A name and how it stands before its value. */
export interface Pair {
  readonly name: string;
  /** The separator as written, blanks included. */
  readonly separator: string;
  /** JSON or an assignment, where a value must follow; else it may be prose: "token: unexpected status". */
  readonly isNotation: boolean;
  /** Get "https://auth.docker.io/token": …, where what follows the colon is the error. */
  readonly isUrl: boolean;
  /** The end of what stands before the name. */
  readonly before: string;
  readonly valueStart: number;
}

/** The part of the text that is the value; undefined when what follows is no secret. */
export function secretValue(
  text: string,
  pair: Pair,
  known: readonly Span[],
): { readonly start: number; readonly end: number } | undefined {
  const opening = /^(?:\\{0,3}["'`]|&quot;|\\u0022|%22|[<(])/i.exec(
    text.slice(pair.valueStart, pair.valueStart + 6),
  );
  const quote = opening?.[0] ?? '';
  if (isTakenOut(text, pair.valueStart + quote.length)) return undefined;
  const start = pair.valueStart + quote.length;
  const end = endOfValue(text, start, quote, known);
  const value = text.slice(start, Math.min(end, start + 64));
  if (!/[A-Za-z0-9\u0080-\uFFFF]/.test(value)) return undefined;
  if (isReference(text.slice(start, start + 4)) || isHarmless(pair.name, value)) return undefined;
  const isSentence = !pair.isNotation && goesOn(pair.name, value, text.slice(end, end + 12));
  return isSentence ? undefined : { start, end };
}

function isTakenOut(text: string, at: number): boolean {
  TAKEN_OUT.lastIndex = at;
  return TAKEN_OUT.test(text);
}

function endOfValue(text: string, start: number, quote: string, known: readonly Span[]): number {
  if (/["'`]$/.test(quote)) return endOfQuoted(text, start, quote);
  if (quote.length > 1) return endOfCoded(text, start, quote);
  return endOfWord(text, start, known);
}

/** $(PASSWORD), ${PASSWORD}, {{ .Values.password }}, or the begin of an object or list whose pairs are looked at by themselves. */
function isReference(value: string): boolean {
  return /^(?:\$[({]|\{\{|[{[]+(?:[\s"'{}[\]]|$)|map\[)/.test(value);
}

function isHarmless(name: string, value: string): boolean {
  // Of a parser: issuers make no tokens of a few small letters.
  if (
    /tokens?$/i.test(name) &&
    /^(?:[a-z]{1,12}|\[[A-Z]{1,12})$/i.test(value) &&
    !/[a-z][A-Z]/.test(value)
  ) {
    return true;
  }
  if (isNoValue(value) || isPlaceholder(name, value)) return true;
  // requested: secrets=1, max_tokens: 4096, pass=12: a number of things.
  if (/(?:secret|token|credential|password|cookie|pas)s$/i.test(name) && /^\d{1,9}$/.test(value)) {
    return true;
  }
  // The shell's working directory.
  return /^(?:old)?pwd$/i.test(name) && value.startsWith('/');
}

/** password = $1, password = :password, --password PASSWORD. */
function isPlaceholder(name: string, value: string): boolean {
  if (/^<\/?[A-Za-z_ -]{1,40}>$|^(?:id|type|env|src)=/.test(value)) return true;
  if (/^(?:[$?]\d{0,2}|%[sdvq]|[:@][a-z_]{1,40})$/.test(value)) return true;
  return /^[A-Z_]{3,}$/.test(value) && name.startsWith('-') && sameWords(name, value);
}

function sameWords(name: string, value: string): boolean {
  return name.replaceAll(/[-_]/g, '').toUpperCase().endsWith(value.replaceAll('_', ''));
}

/** token: unexpected status …; token: 401 Unauthorized; token: x509: …; token: serviceaccounts "x" is forbidden. */
function goesOn(name: string, value: string, after: string): boolean {
  if (/cookies?$/i.test(name) && !/=|\d/.test(value)) return true;
  if (isProse(value) || /^[a-z][a-z0-9/.]*:$/.test(value)) return true;
  if (/^[1-5]\d\d$/.test(value)) return /^ [A-Z]/.test(after);
  if (!/^[A-Za-z]{2,}$/.test(value)) return false;
  return /^(?:\(| ")/.test(after) || (/^[a-z]+$/.test(value) && SENTENCE.test(after));
}

function endOfWord(text: string, start: number, known: readonly Span[]): number {
  let end = start;
  while (end < text.length) {
    const character = text.charAt(end);
    if (VALUE_ENDS.has(character)) {
      // What is known for a secret does not end the value.
      const span = spanAt(known, end);
      if (span === undefined || span.start >= end) return end;
      end = span.end;
    } else if (MAYBE_ENDS.has(character) && !GOES_ON.test(text.slice(end, end + 66))) {
      return end;
    } else {
      end += 1;
    }
  }
  return end;
}

/** A value in quotes ends at the same quote; one that is never closed ends with its line. */
function endOfQuoted(text: string, start: number, opening: string): number {
  const isEscaped = opening.length > 1;
  const quote = opening.at(-1);
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === quote || character === '\n') return at;
    if (character !== '\\') continue;
    // Inside escaped quotes a backslash announces the closing one, else it hides the next character.
    if (isEscaped) return at;
    at += 1;
  }
  return text.length;
}

/** Quotes as HTML, JSON and addresses write them. */
function endOfCoded(text: string, start: number, opening: string): number {
  const close = text.slice(start, start + 1024).indexOf(opening);
  if (close !== -1) return start + close;
  const rest = /[\s<>"]/.exec(text.slice(start, start + 1024));
  return rest === null ? Math.min(text.length, start + 1024) : start + rest.index;
}
