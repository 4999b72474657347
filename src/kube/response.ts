import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import { ApiError, FormatError } from './errors.ts';
import { field, numberField, textField } from './json.ts';

/** The bytes of an answer as they come; can be iterated once. */
export interface ByteStream extends AsyncIterable<Buffer> {
  /** Ends the connection; an iteration under way ends with an error. May be called any number of times. */
  close(): void;
}

// A Status is some hundred bytes; a proxy's HTML page is not read further than this.
const MAX_ERROR_BYTES = 64 * 1024;
const MS_PER_SECOND = 1_000;

/** Decodes at most `maxBytes`; a longer body ends the connection and throws FormatError. */
export async function readBody(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FormatError(`the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The deadline passes to the stream, which ends with it. */
export function toByteStream(
  body: Dispatcher.ResponseData['body'],
  deadline: Deadline,
): ByteStream {
  // Without a listener an abort between two reads would be an uncaught 'error' event.
  body.on('error', () => {});
  body.once('close', () => deadline.dispose());
  return {
    [Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
    close: () => void body.destroy(),
  };
}

/** The Status in a refusal, or what can be said without one. */
export async function responseError(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  path: string,
): Promise<ApiError> {
  const status = await readStatus(body);
  const code = statusCode;
  return new ApiError({
    code,
    reason: textField(status, 'reason') ?? '',
    message: textField(status, 'message') ?? `the server answered with HTTP ${code}`,
    path,
    retryAfterMs: retryAfterMs(headers['retry-after']) ?? statusRetryAfterMs(status),
  });
}

/** The Status inside an ERROR event of a watch. */
export function statusError(status: unknown, path: string): ApiError {
  return new ApiError({
    code: numberField(status, 'code') ?? 0,
    reason: textField(status, 'reason') ?? '',
    message: textField(status, 'message') ?? 'the watch ended with an error',
    path,
    retryAfterMs: statusRetryAfterMs(status),
  });
}

async function readStatus(body: AsyncIterable<Buffer>): Promise<unknown> {
  try {
    return JSON.parse(await readBody(body, MAX_ERROR_BYTES));
  } catch {
    return undefined;
  }
}

function statusRetryAfterMs(status: unknown): number | undefined {
  const seconds = numberField(field(status, 'details'), 'retryAfterSeconds');
  return seconds === undefined || seconds < 0 ? undefined : seconds * MS_PER_SECOND;
}

/** Only seconds: a date would need the other side's clock, and no API server sends one. */
function retryAfterMs(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) * MS_PER_SECOND : undefined;
}
