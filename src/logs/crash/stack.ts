// What all runtimes have in common: a line that begins a crash, and lines that belong to it for as long as they do.
import type { Crash, Dialect, Frame, OpenFailure } from './types.ts';

/** Where a crash stands while its lines are read. */
export interface Stack {
  /** What ended the process first. */
  readonly chain: [OpenFailure, ...OpenFailure[]];
  /** To which the next frame belongs. */
  open: OpenFailure;
}

/** How one runtime writes. */
export interface Grammar {
  readonly language: string;
  /** The stack that this line begins, if it does. */
  readonly begin: (lines: readonly string[], index: number) => Stack | undefined;
  /** Takes in a line of the stack; false when the line is not of it any more. */
  readonly goesOn: (stack: Stack, lines: readonly string[], index: number) => boolean;
  /** A line that only a stack has. It goes on there after a few lines of somebody else. */
  readonly isInside?: RegExp;
}

/** Longer stacks are of an endless recursion, which says the same over and over. */
const MAX_LINES = 2_000;
/** How many lines a message may have before its first frame. */
export const MAX_MESSAGE_LINES = 20;
/** Of other threads, or of the other stream, which a container runtime writes into the same file. */
const MAX_FOREIGN_LINES = 3;
/** How many words of the program may stand before the exception: "worker 3: cannot start: Error: no database". */
const MAX_BEFORE = 6;

/** A group of a match; empty when it took no part. */
export function group(match: RegExpExecArray, index: number): string {
  return match[index] ?? '';
}

/** A stack that begins with this failure. */
export function stackOf(failure: OpenFailure): Stack {
  return { chain: [failure], open: failure };
}

/** Adds what caused the failures so far. */
export function addCause(stack: Stack, cause: OpenFailure): true {
  stack.chain.push(cause);
  stack.open = cause;
  return true;
}

/** Adds what came of the failures so far, for runtimes that tell the cause first. */
export function addResult(stack: Stack, result: OpenFailure): true {
  stack.chain.unshift(result);
  stack.open = result;
  return true;
}

/** Adds a call to the failure that was told last. */
export function addFrame({ open }: Stack, frame: Frame): true {
  open.frames.push(frame);
  return true;
}

/** The exception that begins with this line or, behind words of the program, at one of its colons. */
export function headOf(head: RegExp, line: string): RegExpExecArray | undefined {
  let rest = line;
  for (let before = 0; before <= MAX_BEFORE; before += 1) {
    const match = head.exec(rest);
    if (match !== null) return match;
    const colon = rest.indexOf(': ');
    if (colon === -1) return undefined;
    rest = rest.slice(colon + 2);
  }
  return undefined;
}

/** Reads all lines once and keeps the last crash. */
export function dialectOf(grammar: Grammar): Dialect {
  return (lines) => {
    let last: Crash | undefined;
    for (let index = 0; index < lines.length; index += 1) {
      const stack = grammar.begin(lines, index);
      if (stack === undefined) continue;
      const to = endOf(grammar, stack, lines, index);
      last = { language: grammar.language, chain: stack.chain, from: index, to };
      index = to - 1;
    }
    return last;
  };
}

function endOf(grammar: Grammar, stack: Stack, lines: readonly string[], from: number): number {
  const end = Math.min(lines.length, from + MAX_LINES);
  let index = from + 1;
  while (index < end) {
    if (grammar.goesOn(stack, lines, index)) index += 1;
    else {
      const next = afterForeign(grammar, lines, index);
      if (next === undefined || !grammar.goesOn(stack, lines, next)) return index;
      index = next + 1;
    }
  }
  return index;
}

/** Where the stack goes on behind lines of somebody else, unless one of them begins another. */
function afterForeign(
  { begin, isInside }: Grammar,
  lines: readonly string[],
  index: number,
): number | undefined {
  if (isInside === undefined) return undefined;
  for (let next = index; next < index + MAX_FOREIGN_LINES; next += 1) {
    if (begin(lines, next) !== undefined) return undefined;
    if (isInside.test(lines[next + 1] ?? '')) return next + 1;
  }
  return undefined;
}
