import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Found {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

const src = join(import.meta.dirname, '../../src');

/** What may stand before a regular expression; after anything else a slash divides. */
const OPENS =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^\n]|\b(?:return|typeof|case|in|of|do|else|void|delete))\s*$/;
const REGEX = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/y;
const OTHERS = [/\/\/[^\n]*/y, /\/\*[^]*?\*\//y, /'(?:[^'\\\n]|\\.)*'/y, /"(?:[^"\\\n]|\\.)*"/y];
/** A template up to its end or to an expression in it, from its beginning or from the end of such an expression. */
const TEMPLATE = /[`}](?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;

export function sourceFiles(): readonly string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .toSorted();
}

export function textOf(file: string): string {
  return readFileSync(join(src, file), 'utf8');
}

/** Every literal of a regular expression in a file of TypeScript. */
export function literalsIn(file: string, text: string): readonly Found[] {
  const found: Found[] = [];
  // How many braces are open in each expression of a template that we are in.
  const open: number[] = [];
  for (let at = 0; at < text.length; ) {
    const skipped = skippedAt(text, at, open);
    const regex = skipped === 0 ? regexAt(text, at) : undefined;
    if (regex !== undefined) found.push({ file, source: regex[1] ?? '', flags: regex[2] ?? '' });
    at += skipped || (regex?.[0].length ?? 1);
  }
  return found;
}

function regexAt(text: string, at: number): RegExpExecArray | undefined {
  if (text[at] !== '/' || !OPENS.test(text.slice(Math.max(0, at - 80), at))) return undefined;
  return matchAt(REGEX, text, at);
}

/** The length of the comment, text or part of a template that begins here. */
function skippedAt(text: string, at: number, open: number[]): number {
  const other = OTHERS.map((pattern) => matchAt(pattern, text, at)).find((it) => it !== undefined);
  if (other !== undefined) return other[0].length;
  const braces = open.at(-1);
  const isResumed = text[at] === '}' && braces === 0;
  if (text[at] === '`' || isResumed) {
    const part = matchAt(TEMPLATE, text, at)?.[0] ?? '';
    if (isResumed) open.pop();
    if (part.endsWith('${')) open.push(0);
    return part.length;
  }
  if (braces !== undefined && text[at] === '{') open[open.length - 1] = braces + 1;
  if (braces !== undefined && text[at] === '}') open[open.length - 1] = braces - 1;
  return 0;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Those that a module puts together when it is loaded. */
export async function builtIn(file: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const Original = globalThis.RegExp;
  class Recorded extends Original {
    constructor(pattern: RegExp | string, flags?: string) {
      super(pattern, flags);
      if (typeof pattern === 'string') found.push({ file, source: pattern, flags: flags ?? '' });
    }
  }
  globalThis.RegExp = Object.assign(Recorded, Original);
  try {
    await import(`${join(src, file)}?built`);
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}
