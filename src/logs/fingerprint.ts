// Whether two pods died of the same thing: the same exceptions in the same functions, or the same words.

import type { Crash, Failure } from './crash/types.ts';
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

/** Of a crash that a runtime tells. The message counts only where no call is known: it holds what was being worked on. */
export function crashFingerprint({ language, chain }: Crash): string {
  return hash([language, ...chain.map(failureKey)].join('\n'));
}

function failureKey({ type, message, frames }: Failure): string {
  const own = frames.filter(({ isOwn }) => isOwn);
  const telling = (own.length > 0 ? own : frames).slice(0, MAX_FRAMES);
  const calls = telling.map(({ at }) => withoutGenerated(at));
  return [type, ...(calls.length > 0 ? calls : [template(message)])].join('\n');
}

function withoutGenerated(name: string): string {
  let plain = name;
  for (const [shape, instead] of GENERATED) plain = plain.replace(shape, instead);
  return plain;
}

/** Of a line that tells of the end, where no runtime has told of a crash. */
export function lineFingerprint(line: string): string {
  return hash(`line\n${template(line)}`);
}

function template(text: string): string {
  return mask(text.slice(0, MAX_TEMPLATE));
}
