// The cheap scan before all patterns: where in a text one of the given words begins. One pass, whatever their number.

/** What can only begin where one of its hints is. */
export interface Hinted {
  /** Lower case, at least three characters. The text may be written in any case. */
  readonly hints: readonly string[];
}

/** A place where an item may begin. */
export interface Hit<Item> {
  readonly at: number;
  readonly item: Item;
}

/** Five bits of a character: letters differ, and upper and lower case are the same. Three characters make an index. */
const BITS = 5;
const CHARACTER = (1 << BITS) - 1;
const ALL = (1 << (3 * BITS)) - 1;

/** A search for all hints of all items. Hits come in the order of the text. */
export function hintSearch<Item extends Hinted>(
  items: readonly Item[],
): (text: string) => readonly Hit<Item>[] {
  const buckets = bucketsOf(items);
  const isHint = new Uint8Array(ALL + 1);
  for (const index of buckets.keys()) isHint[index] = 1;
  return (text) => {
    const hits: Hit<Item>[] = [];
    let lower: string | undefined;
    let index = 0;
    for (let end = 0; end < text.length; end += 1) {
      index = ((index << BITS) & ALL) | (text.charCodeAt(end) & CHARACTER);
      if (isHint[index] === 0 || end < 2) continue;
      lower ??= lowered(text);
      for (const [hint, item] of buckets.get(index) ?? []) {
        if (lower.startsWith(hint, end - 2)) hits.push({ at: end - 2, item });
      }
    }
    return hits;
  };
}

function bucketsOf<Item extends Hinted>(
  items: readonly Item[],
): ReadonlyMap<number, readonly (readonly [string, Item])[]> {
  const pairs = items.flatMap((item) => item.hints.map((hint) => [hint, item] as const));
  return Map.groupBy(pairs, ([hint]) => indexOf(hint));
}

function indexOf(hint: string): number {
  let index = 0;
  for (const at of [0, 1, 2]) index = (index << BITS) | (hint.charCodeAt(at) & CHARACTER);
  return index;
}

/** The dotted capital I is the one character whose lower case is longer; places must stay the same. */
function lowered(text: string): string {
  return text.replaceAll('\u0130', 'I').toLowerCase();
}
