import { isBareLine } from './find-pem.ts';
import { REDACTED } from './marks.ts';

// What a cut through a log leaves behind: half a line, and the rest of a secret that was broken over lines.

/** A word that may be the rest of a token; a time has colons, a sentence has blanks. */
const REST =
  /^(?=[\w+/=.~%-]{0,40}\d)(?=[\w+/=.~%-]{0,40}[A-Za-z])[\w+/=.~%-]{12,}(?![\w+/=.~%:[(-])/;
const BEGINNING = /(?<![\w+/=.~%:-])(?=[\w+/=.~%-]{0,400}\d)[\w+/=.~%-]{6,400}$/;
const TOKEN_END = /(?:[\w+/=.~%-]|\[redacted(?::[0-9a-f]{1,6})?\])$/;
const TOKEN_START = /^(?:[\w+/=.~%-]|$)/;
const MIN_WRAPPED = 60;

/** Which ends of a text others have cut. */
export interface CutEnds {
  readonly isHeadCut: boolean;
  readonly isTailCut: boolean;
}

/** The lines that are whole, of a text that is redacted. One line that is cut is none. */
export function wholeLines(text: string, { isHeadCut, isTailCut }: CutEnds): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const head = isHeadCut ? lines.shift() : undefined;
  const tail = isTailCut ? lines.pop() : undefined;
  const kept = head === undefined ? lines : withoutRest(lines.slice(bareLines(lines)), head);
  if (tail === undefined) return kept;
  const bare = bareLines(kept.toReversed());
  return withoutBeginning(kept.slice(0, kept.length - bare), tail);
}

/** How many lines at the beginning are those of a key whose begin or end is cut off. */
function bareLines(lines: readonly string[]): number {
  const other = lines.findIndex((line) => !isBareLine(line));
  return other === -1 ? lines.length : other;
}

/** What the dropped line may go on with: a token that is broken over lines. */
function withoutRest(lines: readonly string[], dropped: string): readonly string[] {
  if (dropped !== '' && !TOKEN_END.test(dropped)) return lines;
  const [first, ...others] = lines;
  const rest = first === undefined ? null : REST.exec(first);
  if (first === undefined || rest === null) return lines;
  const left = `${REDACTED}${first.slice(rest[0].length)}`;
  const isWhole = rest[0].length === first.length;
  return [left, ...(isWhole ? withoutRest(others, first) : others)];
}

/** The same at the end: a line that is broken in a word which the dropped one ends. */
function withoutBeginning(lines: readonly string[], dropped: string): readonly string[] {
  const last = lines.at(-1);
  if (last === undefined || last.length < MIN_WRAPPED || !TOKEN_START.test(dropped)) {
    return lines;
  }
  return [...lines.slice(0, -1), last.replace(BEGINNING, REDACTED)];
}
