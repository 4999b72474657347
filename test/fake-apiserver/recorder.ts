// What was asked of the server, in order and bounded.
import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import type { ParsedUrl } from './routes/parse-url.ts';
import { StatusError } from './status.ts';
import type { SeenRequest } from './types.ts';

const KEPT_REQUESTS = 20_000;
/** Trimmed in steps, so that a flood does not shift the array at every request. */
const TRIM_STEP = 1_000;
const KEPT_BODY_CHARS = 32 * 1024 * 1024;
/** The API server's own limit of a request body. */
const LARGEST_BODY_BYTES = 3 * 1024 * 1024;

/** A request being answered: its status is filled in when the answer has gone. */
export interface OpenRequest extends SeenRequest {
  body: unknown;
  status: number | undefined;
}

export class RequestRecorder {
  readonly requests: OpenRequest[] = [];
  readonly #bodies: { request: OpenRequest; chars: number }[] = [];
  #bodyChars = 0;

  open(message: IncomingMessage, url: ParsedUrl): OpenRequest {
    const request: OpenRequest = {
      // Monotonic, so that distances between requests are real whatever the wall clock does.
      atMs: performance.timeOrigin + performance.now(),
      method: message.method ?? 'GET',
      path: url.path,
      query: url.query,
      watch: url.isWatch,
      token: bearerToken(message),
      contentType: message.headers['content-type'],
      body: undefined,
      status: undefined,
    };
    this.requests.push(request);
    if (this.requests.length >= KEPT_REQUESTS + TRIM_STEP) this.requests.splice(0, TRIM_STEP);
    return request;
  }

  /** Old bodies go first; their requests stay. */
  keepBody(request: OpenRequest, text: string, body: unknown): void {
    request.body = body;
    this.#bodies.push({ request, chars: text.length });
    this.#bodyChars += text.length;
    while (this.#bodyChars > KEPT_BODY_CHARS) {
      const oldest = this.#bodies.shift();
      if (oldest === undefined) return;
      oldest.request.body = undefined;
      this.#bodyChars -= oldest.chars;
    }
  }
}

function bearerToken(message: IncomingMessage): string | undefined {
  const header = message.headers.authorization ?? '';
  return header.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : undefined;
}

export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    // no encoding is set: Buffers
    bytes += chunk.length;
    if (bytes <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > LARGEST_BODY_BYTES) {
    const message413 = `Request entity too large: limit is ${LARGEST_BODY_BYTES}`;
    throw new StatusError({ code: 413, reason: 'RequestEntityTooLarge', message: message413 });
  }
  return Buffer.concat(chunks).toString();
}

/** JSON, or YAML as apply patches may be; undefined for what is neither. */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return parseYamlBody(text);
  }
}

function parseYamlBody(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return undefined;
  }
}
