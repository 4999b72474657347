// Whether two pods died of the same thing: the same exceptions in the same functions, or the same words.

import { withoutPrefix } from './crash/prefix.ts';
import type { Crash, Failure } from './crash/types.ts';
import { recordIn } from './json-lines.ts';
import { mask } from './mask.ts';

/** The innermost calls; further out every crash of a program looks the same. */
const MAX_FRAMES = 4;
const MAX_TEMPLATE = 512;

/** Made up by compilers and runtimes, and numbered anew in each build or start. */
const GENERATED: readonly (readonly [RegExp, string])[] = [
  [/\$\$Lambda(?:\$\d{1,9})?(?:\/0?x?[0-9a-f]{1,16})?/g, '$lambda'],
  [/lambda\$(\w{1,100})\$\d{1,6}/g, 'lambda$$$1'],
  [/\$\d{1,6}\b/g, ''],
  [/(?:GeneratedMethodAccessor|GeneratedConstructorAccessor|\$Proxy)\d{1,9}/g, '<generated>'],
  [/\b\d{1,20}\b/g, ''],
];

/** What is used up is missed wherever the program happens to be: the calls tell nothing. */
const USED_UP =
  /(?:^|\.)(?:OutOfMemoryError|StackOverflowError|MemoryError|RecursionError|NoMemoryError|SystemStackError)$|^(?:FATAL ERROR|stack overflow)$/;
/** What a program throws for want of a better name: only the message tells two of them apart. */
const VAGUE =
  /^(?:panic|error|Error|RuntimeError|Exception|Uncaught|(?:java\.lang\.|System\.)?(?:RuntimeException|Exception|Error|IllegalStateException|IllegalArgumentException|InvalidOperationException))$/;
/** Where one call is all that is known, it is often the one that starts everything. */
const FEW_CALLS = 1;
const MESSAGE_WORDS = 8;

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** 64-bit FNV-1a as 16 hex digits. */
function hash(text: string): string {
  let value = OFFSET;
  for (const character of text) {
    value = ((value ^ BigInt(character.codePointAt(0) ?? 0)) * PRIME) & MASK;
  }
  return value.toString(16).padStart(16, '0');
}

/** Of a crash that a runtime tells. */
export function crashFingerprint({ language, chain }: Crash): string {
  return hash([language, ...chain.map(failureKey)].join('\n'));
}

/** The message counts only where the calls say too little: it holds what was being worked on. */
function failureKey({ type, message, frames }: Failure): string {
  if (USED_UP.test(type)) return [type, template(message)].join('\n');
  const own = frames.filter(({ isOwn }) => isOwn);
  const telling = (own.length > 0 ? own : frames).slice(0, MAX_FRAMES);
  const calls = telling.map(({ at }) => withoutGenerated(at));
  if (calls.length === 0 || own.length === 0) return [type, template(message), ...calls].join('\n');
  const isVague = VAGUE.test(type) && own.length <= FEW_CALLS;
  return [type, ...calls, ...(isVague ? [firstWords(template(message))] : [])].join('\n');
}

function firstWords(text: string): string {
  return text.split(' ').slice(0, MESSAGE_WORDS).join(' ');
}

function withoutGenerated(name: string): string {
  let plain = name;
  for (const [shape, instead] of GENERATED) plain = plain.replace(shape, instead);
  return plain;
}

/** Of a line that tells of the end, where no runtime has told of a crash. A record counts by what it says. */
export function lineFingerprint(line: string): string {
  const said = recordIn(line)?.said ?? '';
  return hash(`line\n${template(said === '' ? withoutPrefix(line) : said)}`);
}

function template(text: string): string {
  return mask(text.slice(0, MAX_TEMPLATE));
}
