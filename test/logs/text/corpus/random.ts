// The same numbers for the same seed, so that a line that is missed today is the one that is missed tomorrow.

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LETTERS.toUpperCase();
const DIGITS = '0123456789';
/** As templates name them: {A36} is 36 letters and digits. */
const ALPHABETS: Readonly<Record<string, string>> = {
  A: LETTERS + UPPER + DIGITS,
  a: LETTERS + DIGITS,
  L: LETTERS + UPPER,
  l: LETTERS,
  U: UPPER + DIGITS,
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  w: `${LETTERS}${UPPER}${DIGITS}_-`,
  b: `${LETTERS}${UPPER}${DIGITS}+/`,
  c: `./${LETTERS}${UPPER}${DIGITS}`,
  d: DIGITS,
  '2': `${UPPER}234567`,
};

export interface Random {
  /** From 0 to less than the limit. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** A template with each {A36} and its kin drawn at random. */
  readonly fill: (template: string) => string;
}

/** mulberry32 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  function fill(template: string): string {
    return template.replace(/\{([AaLlUhHwbcd2])(\d+)\}/g, (_, alphabet: string, length: string) => {
      const characters = ALPHABETS[alphabet] ?? '';
      return Array.from(
        { length: Number(length) },
        () => characters[below(characters.length)],
      ).join('');
    });
  }
  return { below, pick, fill };
}

/** UTF-8 in base64, as logs and files hold it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
