// One answer on one socket, with the ways in which a test may break it off.
import type { ServerResponse } from 'node:http';
import { failure, type StatusFields } from './status.ts';

export class Reply {
  readonly #response: ServerResponse;
  readonly #now: () => number;
  #bytesLeft = Number.POSITIVE_INFINITY;
  #isKilled = false;

  constructor(response: ServerResponse, now: () => number) {
    this.#response = response;
    this.#now = now;
    // The server's clock speaks here, not the machine's.
    response.sendDate = false;
  }

  get isOver(): boolean {
    return this.#isKilled || this.#response.writableEnded || this.#response.destroyed;
  }

  /** The socket dies after this many bytes of the body. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  /** RFC 7234 warnings, as kubectl prints them. */
  warn(texts: readonly string[]): void {
    const values = texts.map((text) => `299 - ${JSON.stringify(text)}`);
    if (values.length > 0) this.#response.setHeader('Warning', values);
  }

  json(code: number, text: string): void {
    this.#whole(code, 'application/json', text);
  }

  text(code: number, text: string, contentType = 'text/plain; charset=utf-8'): void {
    this.#whole(code, contentType, text);
  }

  status(fields: StatusFields): void {
    const retryAfter = fields.details?.retryAfterSeconds;
    if (retryAfter !== undefined) this.#response.setHeader('Retry-After', String(retryAfter));
    this.json(fields.code, JSON.stringify(failure(fields)));
  }

  startStream(): void {
    this.#head(200, 'application/json');
    this.#response.flushHeaders();
    if (this.#bytesLeft === 0) this.kill();
  }

  write(text: string, whenSent?: () => void): void {
    if (this.isOver) return;
    const bytes = Buffer.from(text);
    if (bytes.length < this.#bytesLeft) {
      this.#bytesLeft -= bytes.length;
      this.#response.write(bytes, whenSent);
      return;
    }
    const last = bytes.subarray(0, this.#bytesLeft);
    this.#bytesLeft = 0;
    this.#response.write(last, () => this.kill());
  }

  end(): void {
    if (!this.isOver) this.#response.end();
  }

  /** Destroys the socket; what was written and sent before still arrives. */
  kill(): void {
    this.#isKilled = true;
    this.#response.socket?.destroy();
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  #whole(code: number, contentType: string, text: string): void {
    if (this.isOver) return;
    this.#head(code, contentType);
    this.#response.setHeader('Content-Length', Buffer.byteLength(text));
    if (Number.isFinite(this.#bytesLeft)) {
      this.#response.flushHeaders();
      if (this.#bytesLeft === 0) this.kill();
      else this.write(text, () => this.end());
      return;
    }
    this.#response.end(text);
  }

  #head(code: number, contentType: string): void {
    this.#response.statusCode = code;
    this.#response.setHeader('Content-Type', contentType);
    this.#response.setHeader('Cache-Control', 'no-cache, private');
    this.#response.setHeader('Date', new Date(this.#now()).toUTCString());
  }
}

/** What Go's router says where nothing is. */
export function pageNotFound(reply: Reply): void {
  reply.text(404, '404 page not found\n');
}
