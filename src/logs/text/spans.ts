// Where the secrets of a text are. The text itself stays as it is until all are known.

/** One secret in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Made at random by its issuer: a few bits of its hash tell nothing. */
  readonly isToken: boolean;
}

/** In order and without overlaps; what touches the same characters is one secret. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else merged[merged.length - 1] = union(last, span);
  }
  return merged;
}

function union(one: Span, other: Span): Span {
  const end = Math.max(one.end, other.end);
  const isSame = one.start === other.start && one.end === other.end;
  if (isSame) return { ...one, isToken: one.isToken || other.isToken };
  const isInside = one.end === end;
  return { start: one.start, end, isToken: isInside && one.isToken };
}

/** The span that holds this place, of spans in order and without overlaps. */
export function spanAt(spans: readonly Span[], at: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span.start <= at ? span : undefined;
}
