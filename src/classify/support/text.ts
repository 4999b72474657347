/** One line of at most `max` characters, for a fact that is quoted inside a sentence. */
export function brief(text: string, max: number): string {
  // Bounded first, so that the work does not grow with a hostile text.
  const line = text
    .slice(0, max * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  const head = words.slice(0, -1).join(', ');
  const last = words.at(-1) ?? '';
  return head === '' ? last : `${head} and ${last}`;
}

/** "1 node", "3 nodes". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
