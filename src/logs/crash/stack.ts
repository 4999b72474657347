// What all runtimes have in common: a line that begins a crash, and lines that belong to it for as long as they do.
import type { Crash, Dialect, Frame, OpenFailure } from './types.ts';

/** Where a crash stands while its lines are read. */
export interface Stack {
  /** What ended the process first. */
  readonly chain: [OpenFailure, ...OpenFailure[]];
}

/** How one runtime writes. */
export interface Grammar {
  readonly language: string;
  /** The stack that this line begins, if it does. */
  readonly begin: (lines: readonly string[], index: number) => Stack | undefined;
  /** Takes in a line of the stack; false when the line is not of it any more. */
  readonly goesOn: (stack: Stack, lines: readonly string[], index: number) => boolean;
}

/** Longer stacks are of an endless recursion, which says the same over and over. */
const MAX_LINES = 2_000;
/** How many lines a message may have before its first frame. */
export const MAX_MESSAGE_LINES = 20;

/** The last failure of the stack, to which the next frame belongs. */
export function innermost({ chain }: Stack): OpenFailure {
  return chain.at(-1) ?? chain[0];
}

/** A group of a match; empty when it took no part. */
export function group(match: RegExpExecArray, index: number): string {
  return match[index] ?? '';
}

/** A stack that begins with this failure. */
export function stackOf(failure: OpenFailure): Stack {
  return { chain: [failure] };
}

/** Adds what caused the failures so far. */
export function addCause({ chain }: Stack, cause: OpenFailure): true {
  chain.push(cause);
  return true;
}

/** Adds a call to the last failure. */
export function addFrame(stack: Stack, frame: Frame): true {
  innermost(stack).frames.push(frame);
  return true;
}

/** Reads all lines once and keeps the last crash. */
export function dialectOf({ language, begin, goesOn }: Grammar): Dialect {
  return (lines) => {
    let last: Crash | undefined;
    for (let index = 0; index < lines.length; index += 1) {
      const stack = begin(lines, index);
      if (stack === undefined) continue;
      const from = index;
      const end = Math.min(lines.length, from + MAX_LINES);
      index += 1;
      while (index < end && goesOn(stack, lines, index)) index += 1;
      last = { language, chain: stack.chain, from, to: index };
      index -= 1;
    }
    return last;
  };
}
