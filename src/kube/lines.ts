import { FormatError } from './errors.ts';

const NEWLINE = 0x0a;

/**
 * 4 MiB. etcd takes requests of 1.5 MiB by default and JSON is up to twice as long; beyond that it is
 * not an object of this cluster. Costs at most this much memory per watch.
 */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * Cuts a byte stream at 0x0A. Bytes, not text: U+2028 inside a message is then no line end, and a
 * character cut by a chunk border is whole again before anyone decodes it.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #partBytes = 0;

  constructor(maxBytes: number = MAX_LINE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Hands over every line that is complete now, without its end. Throws FormatError on a line that is too long. */
  push(chunk: Buffer, onLine: (line: Buffer) => void): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      onLine(this.#complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** Bytes after the last line end: not 0 at the end of a stream means that a line was cut. */
  get pendingBytes(): number {
    return this.#partBytes;
  }

  #complete(tail: Buffer): Buffer {
    this.#check(tail);
    if (this.#partBytes === 0) return tail;
    const line = Buffer.concat([...this.#parts, tail]);
    this.#parts = [];
    this.#partBytes = 0;
    return line;
  }

  #keep(part: Buffer): void {
    this.#check(part);
    this.#parts.push(part);
    this.#partBytes += part.length;
  }

  #check(more: Buffer): void {
    if (this.#partBytes + more.length <= this.#maxBytes) return;
    throw new FormatError(`a line is longer than ${this.#maxBytes} bytes`);
  }
}
