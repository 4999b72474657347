import { type Hit, hintSearch } from './hints.ts';
import { SHAPES } from './shapes/index.ts';
import type { Shape } from './shapes/types.ts';
import type { Span } from './spans.ts';

/** How far back a shape may begin that is known by its end. */
const MAX_LEAD = 128;

/** What may stand right before a secret though it ends in a letter or digit: %22, \n, ", \x22. */
const ESCAPE = /(?:%(?:25)?[0-9a-f]{2}|\\[bfnrtv]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2})$/i;

const findAll = hintSearch(SHAPES);
const findTokens = hintSearch(SHAPES.filter(({ isToken }) => isToken));

/** Every secret that its own look gives away. They may overlap. */
export function findShapes(text: string): readonly Span[] {
  return spansOf(text, findAll(text));
}

/** Of these only tokens, whose look needs nothing around them. */
export function findTokenShapes(text: string): readonly Span[] {
  return spansOf(text, findTokens(text));
}

function spansOf(text: string, hits: readonly Hit<Shape>[]): readonly Span[] {
  const spans: Span[] = [];
  const doneTo = new Map<Shape, number>();
  for (const { at, item: shape } of hits) {
    const start = startOf(text, at, shape);
    if (start < (doneTo.get(shape) ?? 0)) continue;
    if (!shape.isInner && !isBoundary(text, start)) continue;
    const span = spanAt(text, start, shape);
    if (span === undefined) continue;
    doneTo.set(shape, span.end);
    spans.push(span);
  }
  return spans;
}

function startOf(text: string, at: number, { lead = 0, isWordLead = false }: Shape): number {
  if (!isWordLead) return at - lead;
  let start = at;
  const limit = Math.max(0, at - MAX_LEAD);
  while (start > limit && /[^\s"'=(]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function spanAt(text: string, from: number, shape: Shape): Span | undefined {
  const { pattern, accepts, isToken = false } = shape;
  pattern.lastIndex = from;
  const match = from < 0 ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [whole, before = ''] = match;
  const secret = whole.slice(before.length);
  if (accepts !== undefined && !accepts(secret)) return undefined;
  const end = from + whole.length;
  return { start: end - secret.length, end, isToken };
}

/** A token begins where no other word goes on: each run of letters is looked at once. */
function isBoundary(text: string, at: number): boolean {
  if (at <= 0 || !/[\w-]/.test(text.charAt(at - 1))) return true;
  return ESCAPE.test(text.slice(Math.max(0, at - 6), at));
}
