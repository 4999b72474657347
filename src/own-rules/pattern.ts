// Patterns of the platform team. RE2 and never V8's engine: a pattern that somebody writes at night must not be able to
// take exponential time, and RE2 has no expression that does.
import { RE2JS, RE2JSException, RE2Set } from 're2js';

/** Instructions of one compiled pattern: at the worst each costs time for each character. Plain words need one a letter. */
const MAX_PROGRAM = 300;
/** Of the states that an automaton keeps, in bytes: three patterns of each of a hundred rules stay under 80 MB. */
const MAX_MEMORY = 256 * 1_024;
/** Characters of one text that are looked at: all that a message or line has as a fact. */
const MAX_TEXT = 1_024;
/** Instructions times characters in one look at one service: at the worst some 50 ms. */
const MAX_STEPS = 1_000_000;
/** Of the part of a text that is quoted. */
const MAX_QUOTE = 256;

/** A pattern that is known to be sound. */
export interface Pattern {
  /** What one character costs at the worst. */
  readonly size: number;
  /** Whether it is found anywhere in the text. */
  readonly find: (text: string) => boolean;
  /** Whether the whole text is of this shape. */
  readonly isWhole: (text: string) => boolean;
  /** The first part of the text that fits; empty when none does. */
  readonly quote: (text: string) => string;
}

/** A pattern, or what is wrong with it. */
export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | {
      readonly kind: 'bad';
      readonly why: 'BadPattern' | 'PatternTooLarge';
      readonly message: string;
    };

/** Never throws for what the expression is. */
export function compilePattern(expression: string): CompiledPattern {
  try {
    const compiled = RE2JS.compile(expression);
    const size = compiled.programSize();
    if (size > MAX_PROGRAM) {
      const message = `takes ${size} instructions of RE2, of which ${MAX_PROGRAM} are allowed: use smaller counts`;
      return { kind: 'bad', why: 'PatternTooLarge', message };
    }
    return { kind: 'pattern', pattern: patternOf(expression, compiled, size) };
  } catch (error) {
    // Only what the library says of an expression; anything else is a bug, and for the caller to report.
    if (!(error instanceof RE2JSException)) throw error;
    return { kind: 'bad', why: 'BadPattern', message: error.message };
  }
}

function patternOf(expression: string, compiled: RE2JS, size: number): Pattern {
  // A set of one: only a set takes a limit on its memory.
  const anywhere = setOf(expression, RE2Set.UNANCHORED);
  const whole = setOf(expression, RE2Set.ANCHOR_BOTH);
  return {
    size,
    find: (text) => anywhere.match(text.slice(0, MAX_TEXT)).length > 0,
    isWhole: (text) => whole.match(text.slice(0, MAX_TEXT)).length > 0,
    quote(text) {
      const matcher = compiled.matcher(text.slice(0, MAX_TEXT));
      return matcher.find() ? (matcher.group() ?? '').slice(0, MAX_QUOTE) : '';
    },
  };
}

function setOf(expression: string, anchor: number): RE2Set {
  const set = new RE2Set(anchor, 0, MAX_MEMORY);
  set.add(expression);
  set.compile();
  return set;
}

/**
 * The pattern for one look at one service: each text is looked at once, and when all that a look may cost is used up,
 * further ones count as not found. A service of a thousand pods has few messages that differ.
 */
export function boundedSearch({ size, find }: Pattern): (text: string) => boolean {
  const known = new Map<string, boolean>();
  let left = MAX_STEPS;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const cost = size * Math.min(text.length, MAX_TEXT);
    if (cost > left) return false;
    left -= cost;
    const isFound = find(text);
    known.set(text, isFound);
    return isFound;
  };
}
