// The log of one run of a container, as far as its end is concerned: bounded in lines, bytes and time.

import type { KubeClient } from './client.ts';
import { Deadline } from './deadline.ts';
import { RequestTimeoutError } from './errors.ts';
import type { ByteStream } from './response.ts';

/** Which log. */
export interface LogTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The run before the present one. */
  readonly previous: boolean;
}

/** How a log is asked for. */
export interface LogFetchOptions {
  readonly client: Pick<KubeClient, 'stream'>;
  readonly signal: AbortSignal;
  /** Called before each request but the first: a log of long lines takes more than one. */
  readonly onRequest?: () => void;
  /** Of all requests together; tests make it short. */
  readonly timeoutMs?: number;
}

/** The end of a log. Each line begins with the instant at which it was written, and a space. */
export interface FetchedLog {
  readonly text: string;
  /** There is more before it. */
  readonly isHeadCut: boolean;
  /** There is more after it: the node did not send all in time. */
  readonly isTailCut: boolean;
}

/** A stack of a hundred frames with what led to it. */
const TAIL_LINES = 250;
const LIMIT_BYTES = 256 * 1024;
const PIECE_BYTES = 16 * 1024;
/**
 * The kubelet counts the pieces that lie on disk, each with its instant: so many always fit. And
 * limitBytes keeps the beginning of what tailLines chose, so only what fits holds the end.
 */
const SURE_LINES = 15;
const TIMEOUT_MS = 10_000;
const LINE_FEED = 10;

/** What one request brought. */
interface Answer {
  readonly bytes: Buffer;
  /** As the kubelet counts them. */
  readonly pieces: number;
  /** Of the lines, the end of each included. */
  readonly longest: number;
  readonly isTimedOut: boolean;
}

/** Throws ApiError when the server refuses, RequestTimeoutError when nothing came in time. */
export async function fetchLog(target: LogTarget, options: LogFetchOptions): Promise<FetchedLog> {
  const { signal, onRequest, timeoutMs = TIMEOUT_MS } = options;
  const deadline = new Deadline(timeoutMs, signal);
  try {
    let asked = TAIL_LINES;
    let answer = await readTail(target, asked, options.client, deadline);
    while (isCut(answer) && asked > SURE_LINES) {
      asked = fewerLines(answer, asked);
      onRequest?.();
      answer = await readTail(target, asked, options.client, deadline);
    }
    return {
      text: answer.bytes.toString('utf8'),
      isHeadCut: asked < TAIL_LINES || answer.pieces >= asked,
      isTailCut: isCut(answer) || answer.isTimedOut,
    };
  } finally {
    deadline.dispose();
  }
}

/** Lines as long as the longest that was seen would fit; at the second try nothing is left to chance. */
function fewerLines({ longest }: Answer, asked: number): number {
  const likely = Math.floor(LIMIT_BYTES / Math.max(1, longest));
  return asked === TAIL_LINES && likely > SURE_LINES
    ? Math.min(likely, TAIL_LINES - 1)
    : SURE_LINES;
}

function isCut({ bytes, isTimedOut }: Answer): boolean {
  return !isTimedOut && bytes.length >= LIMIT_BYTES;
}

async function readTail(
  { namespace, pod, container, previous }: LogTarget,
  tailLines: number,
  client: Pick<KubeClient, 'stream'>,
  deadline: Deadline,
): Promise<Answer> {
  const bytes = new Tail();
  try {
    const stream = await client.stream({
      method: 'GET',
      path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`,
      query: {
        container,
        previous: String(previous),
        timestamps: 'true',
        tailLines: String(tailLines),
        limitBytes: String(LIMIT_BYTES),
      },
      accept: '*/*',
      signal: deadline.signal,
    });
    await bytes.fill(stream);
  } catch (error) {
    const reason = deadline.explain(error);
    // What came is worth having, and says that it is not all.
    if (!(reason instanceof RequestTimeoutError) || bytes.length === 0) throw reason;
    return bytes.answer(true);
  }
  return bytes.answer(false);
}

/** Bytes up to the limit. */
class Tail {
  readonly #chunks: Buffer[] = [];
  length = 0;

  /** A server that does not know limitBytes could send for ever. */
  async fill(stream: ByteStream): Promise<void> {
    try {
      for await (const chunk of stream) {
        const kept = chunk.subarray(0, LIMIT_BYTES - this.length);
        this.#chunks.push(kept);
        this.length += kept.length;
        if (this.length >= LIMIT_BYTES) return;
      }
    } finally {
      stream.close();
    }
  }

  answer(isTimedOut: boolean): Answer {
    const bytes = Buffer.concat(this.#chunks);
    let pieces = 0;
    let longest = 0;
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(LINE_FEED, from);
      const next = end === -1 ? bytes.length : end + 1;
      longest = Math.max(longest, next - from);
      pieces += Math.ceil((next - from) / PIECE_BYTES);
      from = next;
    }
    return { bytes, pieces, longest, isTimedOut };
  }
}
