// The bytes that matter to the structure of JSON text, for scanning it without decoding it.

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;

/** Space, tab, line feed, carriage return: all that JSON allows between tokens. */
export function isWhitespace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** 1 for an opening bracket, -1 for a closing one, else 0. */
export function depthChange(byte: number): number {
  // Brackets and braces differ by 0x20 only: one comparison each in the hottest loop of a first sync.
  const folded = byte | 0x20;
  if (folded === OPEN_OBJECT) return 1;
  return folded === CLOSE_OBJECT ? -1 : 0;
}

/** Finds the end of a string that may be cut by chunk borders, also between a backslash and its character. */
export class StringScan {
  #isOpen = false;
  #isEscaped = false;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** The index after the closing quote, or the chunk's length while the string goes on. */
  skip(chunk: Buffer, from: number): number {
    const { length } = chunk;
    let index = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      index += 1;
    }
    for (; index < length; index += 1) {
      const byte = chunk[index];
      if (byte === QUOTE) {
        this.#isOpen = false;
        return index + 1;
      }
      if (byte === BACKSLASH) index += 1;
    }
    this.#isEscaped = index > length;
    return length;
  }
}
