import { findTokenShapes } from './find-shapes.ts';
import type { Span } from './spans.ts';

// Tokens that a terminal or a formatter has broken over lines.

/** Where terminals, base64, mail and formatters break. */
const WIDTHS = new Set([60, 64, 70, 72, 76, 78, 79, 80, 90, 100, 110, 120, 128, 132, 140, 160]);
const BREAKABLE = /[\w+/=.~%-]/;

/** Tokens that go on in the next line, the part of each line for itself. */
export function findWrapped(text: string): readonly Span[] {
  const breaks = breaksOf(text);
  if (breaks.length === 0) return [];
  const lines = [0, ...breaks.map((at) => at + 1)];
  const joined = lines
    .map((from, index) => text.slice(from, breaks[index] ?? text.length))
    .join('');
  return findTokenShapes(joined).flatMap((span) => partsOf(span, breaks));
}

/** The line ends at which a word may go on. */
function breaksOf(text: string): readonly number[] {
  const breaks: number[] = [];
  let from = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (WIDTHS.has(at - from) && isInWord(text, at)) breaks.push(at);
    from = at + 1;
  }
  return breaks;
}

function isInWord(text: string, lineEnd: number): boolean {
  return BREAKABLE.test(text.charAt(lineEnd - 1)) && BREAKABLE.test(text.charAt(lineEnd + 1));
}

/** A span of the joined text in places of the text; one within a line is found without us. */
function partsOf({ start, end }: Span, breaks: readonly number[]): readonly Span[] {
  const first = passedBreaks(breaks, start);
  const parts: Span[] = [];
  let from = start;
  for (let index = first; (breaks[index] ?? Infinity) - index < end; index += 1) {
    const at = breaks[index] ?? 0;
    parts.push({ start: from + index, end: at, isToken: false });
    // Each break before has taken one character out.
    from = at - index;
  }
  if (parts.length === 0) return [];
  const passed = first + parts.length;
  return [...parts, { start: from + passed, end: end + passed, isToken: false }];
}

/** How many breaks are at or before this place of the joined text. */
function passedBreaks(breaks: readonly number[], joinedAt: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) - middle <= joinedAt) low = middle + 1;
    else high = middle;
  }
  return low;
}
