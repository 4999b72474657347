import type { Redaction } from './redact.ts';
import { endsInSecretName, isNoValue, isProse, isSecretName, REDACTED } from './secret-words.ts';

// Secrets that only their name gives away: password=…, "apiKey": "…", --token ….

// A name (with a word before it that makes "key" or "string" a secret), its closing quote, and a separator. It starts
// only where no character of a name stands before, so that each name is looked at once.
const PAIR =
  /(?<![\w.-])((?:(?:api|access|private|secret|signing|encryption|account|connection) )?[\w.-]{1,128})(\\{0,3}["'])?([ \t]{0,4}(?:=>|:=|[:=])[ \t]{0,4})/gi;

// The same as arguments of a command line.
const FLAG = /(?<![\w.-])(--?[\w.-]{2,64})()( {1,4})(?=[^\s-])/g;

// What ends a value that is not in quotes.
const VALUE_ENDS = new Set(' \t\n,;&"\'<>()]}');

interface Pair {
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

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Takes out the values of names that promise a secret. */
export function redactPairs(before: Redaction): Redaction {
  const paired = /[:=]/.test(before.text) ? redactWith(PAIR, before) : before;
  return paired.text.includes('-') ? redactWith(FLAG, paired) : paired;
}

function redactWith(pattern: RegExp, { text, count }: Redaction): Redaction {
  let found = count;
  let result = '';
  let kept = 0;
  for (const match of text.matchAll(pattern)) {
    // Inside a value that is gone already.
    if (match.index < kept) continue;
    const pair = pairOf(match);
    const value = promisesSecret(pair) ? secretValue(text, pair) : undefined;
    if (value === undefined) continue;
    result += text.slice(kept, value.start) + REDACTED;
    found += 1;
    kept = value.end;
  }
  return { text: result + text.slice(kept), count: found };
}

function pairOf(match: RegExpExecArray): Pair {
  const [whole, name = '', quote = '', separator = ''] = match;
  const before = match.input.slice(Math.max(0, match.index - 16), match.index);
  return {
    name,
    separator,
    isNotation: separator.includes('=') || (quote !== '' && /["']$/.test(before)),
    isUrl: quote !== '' && before.endsWith('/'),
    before,
    valueStart: match.index + whole.length,
  };
}

function promisesSecret({ name, separator, isNotation, isUrl, before }: Pair): boolean {
  if (isUrl) return false;
  // Names of things: volume "db-secret" : …, image "token:1.4", registry/secret:2, references non-existent secret key: …
  if (/volume ["']?$|non-existent $/i.test(before)) return false;
  if (separator === ':' && /image ["']?$|[/@]$/i.test(before)) return false;
  // Lists of names, not of secrets.
  if (/pullsecrets?$/i.test(name)) return false;
  return isNotation ? isSecretName(name) : endsInSecretName(name);
}

/** The part of the text that is the value; undefined when what follows is no secret. */
function secretValue(text: string, pair: Pair): Span | undefined {
  const opening = /^(?:\\{0,3}["'`]|[<(])/.exec(text.slice(pair.valueStart, pair.valueStart + 4));
  const quote = opening?.[0] ?? '';
  const start = pair.valueStart + quote.length;
  const end = /["'`]$/.test(quote) ? endOfQuoted(text, start, quote) : endOfWord(text, start);
  const value = text.slice(start, Math.min(end, start + 64));
  if (value === '' || value === REDACTED) return undefined;
  if (isReference(text.slice(start, start + 4)) || isHarmless(pair.name, value)) return undefined;
  const isSentence = !pair.isNotation && goesOn(value, text.slice(end, end + 3));
  return isSentence ? undefined : { start, end };
}

/** $(PASSWORD), ${PASSWORD}, {{ .Values.password }}, or the begin of an object or list whose pairs are looked at by themselves. */
function isReference(value: string): boolean {
  return /^(?:\$[({]|\{\{|[{[]+(?:[\s"'{}[\]]|$)|map\[)/.test(value);
}

function isHarmless(name: string, value: string): boolean {
  if (isNoValue(value)) return true;
  // requested: secrets=1, max_tokens: 4096: a number of things.
  if (/(?:secret|token|credential)s$/i.test(name) && /^\d{1,9}$/.test(value)) return true;
  // The shell's working directory.
  return /^(?:old)?pwd$/i.test(name) && value.startsWith('/');
}

/** token: unexpected status …; token: 401 Unauthorized; token: x509: …; token: serviceaccounts "x" is forbidden. */
function goesOn(value: string, after: string): boolean {
  if (isProse(value) || /^[a-z][a-z0-9/.]*:$/.test(value)) return true;
  if (/^[1-5]\d\d$/.test(value)) return /^ [A-Z]/.test(after);
  return /^[A-Za-z]{2,}$/.test(value) && after.startsWith(' "');
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    // A part that another pattern took out does not end the value.
    if (text.startsWith(REDACTED, end)) end += REDACTED.length;
    else if (VALUE_ENDS.has(text.charAt(end))) return end;
    else end += 1;
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
