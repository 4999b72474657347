// Which lines of a log go into the report: those that say what happened and where in one's own code, in their order.

import type { Crash, Failure } from './crash/types.ts';
import { lastTrouble } from './trouble.ts';

/** At most this many; a team may ask for fewer or more. */
const EXCERPT_LINES = 20;
const CONTEXT_LINES = 3;
const OWN_FRAMES = 3;
const FIRST_FRAMES = 2;
/** Their frames have the source, or the file, on the line below. */
const TWO_LINES: ReadonlySet<string> = new Set(['python', 'go']);

/** The lines to show, at most `max`. */
export function excerpt(
  lines: readonly string[],
  crash: Crash | undefined,
  max: number = EXCERPT_LINES,
): readonly string[] {
  const wanted = crash === undefined ? aroundTrouble(lines, max) : ofCrash(lines, crash);
  const kept = [...new Set(wanted)].filter((index) => isThere(lines, index)).slice(0, max);
  return kept.toSorted((left, right) => left - right).map((index) => lines[index] ?? '');
}

function isThere(lines: readonly string[], index: number): boolean {
  return (lines[index] ?? '').trim() !== '';
}

/** The most telling first: what is cut off is the rest of the stack. */
function ofCrash(
  lines: readonly string[],
  { language, chain, from, to }: Crash,
): readonly number[] {
  const [first] = chain;
  const root = chain.at(-1) ?? first;
  const told = [...new Set([first, root, ...chain])];
  const heads = told.map(({ line }) => line);
  const frames = chain.flatMap((failure) => failure.frames.map(({ line }) => line));
  const marks = new Set([...heads, ...frames]);
  return [
    ...heads,
    ...inTurns(told.map((failure) => ownFrames(failure, TWO_LINES.has(language)))),
    ...heads.map((line) => line + 1).filter((index) => index < to && !marks.has(index)),
    ...inTurns(told.map((failure) => failure.frames.slice(0, FIRST_FRAMES).map(lineOf))),
    ...range(Math.max(0, from - CONTEXT_LINES), from).toReversed(),
    ...range(to, Math.min(lines.length, to + CONTEXT_LINES)),
    ...range(from, to),
  ];
}

function lineOf({ line }: { readonly line: number }): number {
  return line;
}

function ownFrames({ frames }: Failure, hasTwoLines: boolean): readonly number[] {
  const own = frames.filter(({ isOwn }) => isOwn).slice(0, OWN_FRAMES);
  return own.flatMap(({ line }) => (hasTwoLines ? [line, line + 1] : [line]));
}

/** The first of each, then the second of each. */
function inTurns(groups: readonly (readonly number[])[]): readonly number[] {
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return range(0, longest).flatMap((turn) =>
    groups.flatMap((group) => group.slice(turn, turn + 1)),
  );
}

/** The end of the log, and what was said last of trouble with what led to it. */
function aroundTrouble(lines: readonly string[], max: number): readonly number[] {
  const end = lines.length;
  const trouble = lastTrouble(lines) ?? end - 1;
  return [
    trouble,
    ...range(Math.max(0, end - CONTEXT_LINES), end).toReversed(),
    ...range(trouble + 1, Math.min(end, trouble + CONTEXT_LINES)),
    ...range(Math.max(0, trouble - max), trouble).toReversed(),
  ];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
