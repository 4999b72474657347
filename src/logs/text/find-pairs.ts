import { hintSearch } from './hints.ts';
import { type Pair, secretValue } from './pair-values.ts';
import { endsInSecretName, isNotedName, isSecretName } from './secret-words.ts';
import { type Span, spanAt } from './spans.ts';

// Secrets that only their name gives away: password=…, "apiKey": "…", --token …, name: TOKEN, value: ….

/** Every name that promises a secret has one of these. */
const HINTS =
  `pass pwd secret token credential creds cookie jwt key otp psk _pat mnemonic sessionid assertion
  connectionstr connection_str bindpw rootpw userpw bind_pw root_pw`
    .split(/\s+/)
    .concat('connection str');

const MAX_NAME = 128;
const NAME = /[\w.-]/;
/** A word before a name that makes "key" or "string" a secret. */
const WORD_BEFORE = /(?:^|[^\w.-])((?:api|access|private|secret|signing|encryption|account) )$/i;
const STRING_BEHIND = / string(?=["']?[ \t]{0,4}[:=])/iy;

// The closing quote or bracket of the name, also coded, and the separator.
const SEPARATOR =
  /(\\{0,3}["'`]\]?|\]|&quot;|%22|\\u0022)?([ \t]{0,4}(?:=>|:=|==?|:|>|%3[AD]|\\u003[ad])(?:[ \t]|%20){0,4}(?:string\(\d{1,5}\) )?)/iy;
// A header as a list of its values.
const LIST = /\[(?=\\{0,3}["'])/y;
const IS_ASSIGNED = /=|%3|\\u003/i;
const IS_QUOTED = /(?:["'`[]|&quot;|%22|\\u0022)$/i;
// The value is a block of its own in YAML, or an object that holds it.
const BLOCK =
  /[|>][+-]?\d?[ \t]{0,4}\n[ \t]{1,64}|\{\s{0,8}\\{0,3}["']?value\\{0,3}["']?\s{0,4}[:=]\s{0,4}/y;
// Arguments of a command line, also as a list of strings.
const ARGUMENT = /()( {1,4}|["'], ?(?=["'])|=)(?=[^\s-])/y;
// {"name": "TOKEN", "value": "…"}: environments of Kubernetes, headers, properties.
const NAMED =
  /\\{0,3}["']?,?\s{0,40}\\{0,3}["']?(?:value|val|v)\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}(?=\S)/iy;
const IS_NAMED = /\b(?:name|key|k)\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,3}["']?$/i;

const findNames = hintSearch([{ hints: HINTS }]);

/** The values of names that promise a secret, but for what is known already. */
export function findPairs(text: string, known: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let doneTo = 0;
  for (const { at } of findNames(text)) {
    if (at < doneTo) continue;
    const name = nameAt(text, at, doneTo);
    doneTo = name.end;
    if (spanAt(known, name.start) !== undefined) continue;
    const value = valueOf(text, name, known);
    if (value === undefined) continue;
    spans.push({ ...value, isToken: false });
    doneTo = value.end;
  }
  return spans;
}

interface Name {
  readonly start: number;
  readonly end: number;
}

/** The whole name around a hint. One that is longer than any name is no name, and is looked at once. */
function nameAt(text: string, at: number, from: number): Name {
  let start = at;
  const first = Math.max(from, at - MAX_NAME);
  while (start > first && NAME.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end < at + MAX_NAME && NAME.test(text.charAt(end))) end += 1;
  STRING_BEHIND.lastIndex = end;
  return { start, end: STRING_BEHIND.test(text) ? end + ' string'.length : Math.max(end, at + 1) };
}

function valueOf(text: string, name: Name, known: readonly Span[]): Name | undefined {
  for (const read of [readArgument, readNamed, readPair]) {
    const pair = read(text, name);
    if (pair === undefined) continue;
    return promisesSecret(pair) ? secretValue(text, pair, known) : undefined;
  }
  return undefined;
}

function readPair(text: string, { start, end }: Name): Pair | undefined {
  const match = matchAt(SEPARATOR, text, end);
  if (match === undefined) return undefined;
  const [whole, quote = '', separator = ''] = match;
  const around = text.slice(Math.max(0, start - 24), start);
  const word = WORD_BEFORE.exec(around)?.[1] ?? '';
  const before = around.slice(0, around.length - word.length);
  const behind = end + whole.length;
  return {
    name: `${word}${text.slice(start, end)}`,
    separator,
    isNotation: IS_ASSIGNED.test(separator) || (quote !== '' && IS_QUOTED.test(before)),
    isUrl: quote !== '' && before.endsWith('/'),
    before,
    valueStart: behind + blockLength(text, behind, text.slice(start, end)),
  };
}

function blockLength(text: string, at: number, name: string): number {
  // Of several secrets the list has only names, as a rule.
  const list = name.endsWith('s') ? undefined : matchAt(LIST, text, at);
  return (list ?? matchAt(BLOCK, text, at))?.[0].length ?? 0;
}

function readArgument(text: string, { start, end }: Name): Pair | undefined {
  if (text.charAt(start) !== '-' || text.charAt(start + 1) === '') return undefined;
  const match = matchAt(ARGUMENT, text, end);
  if (match === undefined) return undefined;
  const [whole, , separator = ''] = match;
  return {
    name: text.slice(start, end),
    separator,
    isNotation: separator === '=' || separator.includes(','),
    isUrl: false,
    before: '',
    valueStart: end + whole.length,
  };
}

function readNamed(text: string, { start, end }: Name): Pair | undefined {
  const before = text.slice(Math.max(0, start - 24), start);
  const match = IS_NAMED.test(before) ? matchAt(NAMED, text, end) : undefined;
  if (match === undefined) return undefined;
  const name = text.slice(start, end);
  const valueStart = end + match[0].length;
  return { name, separator: ':', isNotation: true, isUrl: false, before: '', valueStart };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function promisesSecret({ name, separator, isNotation, isUrl, before }: Pair): boolean {
  if (isUrl || (separator.trim() === '>' && !isNotation)) return false;
  // Names of things: volume "db-secret" : …, image "token:1.4", registry/secret:2, references non-existent secret key: …
  if (/volume ["']?$|non-existent $/i.test(before)) return false;
  if (separator === ':' && /image ["']?$|[/@:]$/i.test(before)) return false;
  // Lists of names, not of secrets.
  if (/pullsecrets?$/i.test(name)) return false;
  return isNotation ? isSecretName(name) || isNotedName(name) : endsInSecretName(name);
}
