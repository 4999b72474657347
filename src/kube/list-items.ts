// The body of a List, item by item, out of its bytes: a page of 500 pods is 4 MB, and as one string
// and one parsed value it costs several times that (a whole list of 270,000 does not fit any string).

import { ByteCapture } from './byte-capture.ts';
import { FormatError } from './errors.ts';
import { numberField, textField } from './json.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  depthChange,
  isWhitespace,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  StringScan,
} from './json-scan.ts';
import { MAX_LINE_BYTES } from './lines.ts';

/** `ListMeta`. */
export interface ListMetadata {
  readonly resourceVersion: string | undefined;
  /** The token of the next page; undefined on the last one. */
  readonly continueToken: string | undefined;
  readonly remainingItemCount: number | undefined;
}

/** Where items go. Neither may throw: the scan would lose its place. */
export interface ListItemHandlers {
  item(object: unknown): void;
  /** An item that is no JSON or too long; the others still come. */
  malformed(reason: string): void;
}

// ListMeta is a token and two numbers; 1 MiB is beyond any real continue token.
const MAX_METADATA_BYTES = 1024 * 1024;
// Depth 1 is inside the List object, depth 2 inside its items.
const LIST_DEPTH = 1;
const ITEMS_DEPTH = 2;

/** Feeds on chunks cut anywhere; one scanner reads one body. */
export class ListItemScanner {
  readonly #handlers: ListItemHandlers;
  readonly #string = new StringScan();
  readonly #key = new ByteCapture(MAX_METADATA_BYTES);
  readonly #metadata = new ByteCapture(MAX_METADATA_BYTES);
  readonly #item: ByteCapture;
  #depth = 0;
  #isStarted = false;
  #isInItems = false;
  #hasItems = false;
  #expectsKey = true;
  #lastKey = '';
  #metadataText: string | undefined;

  constructor(handlers: ListItemHandlers, maxItemBytes: number = MAX_LINE_BYTES) {
    this.#handlers = handlers;
    this.#item = new ByteCapture(maxItemBytes);
  }

  /** Throws FormatError when the bytes cannot be a List. */
  push(chunk: Buffer): void {
    let index = 0;
    while (index < chunk.length) {
      if (this.#string.isOpen) {
        index = this.#string.skip(chunk, index);
        if (this.#key.isOpen && !this.#string.isOpen) this.#endKey(chunk, index);
      } else if (this.#depth > ITEMS_DEPTH) {
        index = this.#skipNested(chunk, index);
      } else {
        this.#structure(chunk, index);
        index += 1;
      }
    }
    this.#key.carry(chunk);
    this.#metadata.carry(chunk);
    this.#item.carry(chunk);
  }

  /** To be called when the body is over: a cut body must not pass for a short list. */
  end(): ListMetadata {
    if (!this.#isStarted || this.#depth > 0) throw new FormatError('the list ends too early');
    if (!this.#hasItems) throw new FormatError('the body is no list: it has no items');
    const metadata = parse(this.#metadataText);
    return {
      resourceVersion: textField(metadata, 'resourceVersion'),
      continueToken: textField(metadata, 'continue'),
      remainingItemCount: numberField(metadata, 'remainingItemCount'),
    };
  }

  /** The hot path: nearly all bytes of a list are inside an item. Locals, because fields cost here. */
  #skipNested(chunk: Buffer, from: number): number {
    const string = this.#string;
    const { length } = chunk;
    let depth = this.#depth;
    let index = from;
    while (index < length && depth > ITEMS_DEPTH) {
      const byte = chunk[index] ?? 0;
      index += 1;
      if (byte === QUOTE) {
        string.open();
        index = string.skip(chunk, index);
      } else if (byte >= OPEN_LIST) {
        depth += depthChange(byte);
      }
    }
    this.#depth = depth;
    return index;
  }

  #structure(chunk: Buffer, index: number): void {
    const byte = chunk[index] ?? 0;
    if (isWhitespace(byte)) return;
    if (this.#depth === 0) this.#open(byte);
    else if (this.#depth === LIST_DEPTH) this.#inList(byte, index);
    else if (this.#isInItems) this.#inItems(chunk, index, byte);
    else this.#inValue(chunk, index, byte);
  }

  #open(byte: number): void {
    if (byte !== OPEN_OBJECT || this.#isStarted) throw new FormatError('the body is no list');
    this.#isStarted = true;
    this.#depth = LIST_DEPTH;
  }

  #inList(byte: number, index: number): void {
    if (byte === QUOTE) this.#beginString(index);
    else if (byte === COLON) this.#expectsKey = false;
    else if (byte === COMMA) this.#expectsKey = true;
    else if (byte === CLOSE_OBJECT) this.#depth = 0;
    else if (byte === CLOSE_LIST) throw new FormatError('the list closes with the wrong bracket');
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#beginValue(byte, index);
  }

  #beginString(index: number): void {
    if (this.#expectsKey) this.#key.begin(index);
    this.#string.open();
  }

  #beginValue(byte: number, index: number): void {
    this.#depth = ITEMS_DEPTH;
    if (this.#lastKey === 'metadata') this.#metadata.begin(index);
    if (this.#lastKey !== 'items') return;
    if (byte !== OPEN_LIST) throw new FormatError('the items are no list');
    this.#isInItems = true;
  }

  #inItems(chunk: Buffer, index: number, byte: number): void {
    if (byte === COMMA || byte === CLOSE_LIST) {
      this.#endItem(chunk, index);
      if (byte === COMMA) return;
      this.#isInItems = false;
      this.#depth = LIST_DEPTH;
      return;
    }
    if (byte === CLOSE_OBJECT) throw new FormatError('the items close with the wrong bracket');
    if (!this.#item.isOpen) this.#item.begin(index);
    if (byte === QUOTE) this.#string.open();
    else this.#depth += depthChange(byte);
  }

  #inValue(chunk: Buffer, index: number, byte: number): void {
    if (byte === QUOTE) this.#string.open();
    this.#depth += depthChange(byte);
    if (this.#depth > LIST_DEPTH || !this.#metadata.isOpen) return;
    this.#metadataText = this.#metadata.finish(chunk, index + 1);
  }

  #endKey(chunk: Buffer, end: number): void {
    const key = parse(this.#key.finish(chunk, end));
    this.#lastKey = typeof key === 'string' ? key : '';
    // An empty list may say null instead of [].
    if (this.#lastKey === 'items') this.#hasItems = true;
  }

  #endItem(chunk: Buffer, end: number): void {
    if (!this.#item.isOpen) return;
    const text = this.#item.finish(chunk, end);
    if (text === undefined) {
      this.#handlers.malformed('an item is too long');
      return;
    }
    let object: unknown;
    try {
      object = JSON.parse(text);
    } catch {
      this.#handlers.malformed('an item is no JSON');
      return;
    }
    this.#handlers.item(object);
  }
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError('the head of the list is no JSON');
  }
}
