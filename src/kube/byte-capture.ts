/**
 * Collects one stretch of a byte stream that may span chunks. Over the limit it lets go of the bytes
 * and goes on counting, so that the stretch can be skipped without being held.
 */
export class ByteCapture {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #bytes = 0;
  /** Where the stretch begins in the current chunk; -1 while none is open. */
  #start = -1;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isOpen(): boolean {
    return this.#start >= 0;
  }

  begin(index: number): void {
    this.#start = index;
  }

  /** To be called at the end of every chunk. */
  carry(chunk: Buffer): void {
    if (!this.isOpen) return;
    this.#bytes += chunk.length - this.#start;
    if (this.#bytes > this.#maxBytes) this.#parts = [];
    else this.#parts.push(chunk.subarray(this.#start));
    this.#start = 0;
  }

  /** The text up to `end` in this chunk; undefined when it was too long. */
  finish(chunk: Buffer, end: number): string | undefined {
    const bytes = this.#bytes + end - this.#start;
    const text = bytes > this.#maxBytes ? undefined : this.#text(chunk, end);
    this.#parts = [];
    this.#bytes = 0;
    this.#start = -1;
    return text;
  }

  #text(chunk: Buffer, end: number): string {
    if (this.#parts.length === 0) return chunk.toString('utf8', this.#start, end);
    return Buffer.concat([...this.#parts, chunk.subarray(this.#start, end)]).toString('utf8');
  }
}
