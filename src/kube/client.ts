// The one way to the API server: pooled, bounded, with errors that callers can tell apart.

import type { Dispatcher } from 'undici';
import { Deadline } from './deadline.ts';
import { isConnectionLost } from './errors.ts';
import type { PooledKubeConfig } from './kube-config.ts';
import { type ByteStream, readBody, responseError, toByteStream } from './response.ts';
import { ServerClock } from './server-clock.ts';

/** One call. */
export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the server's root: "/api/v1/pods". */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, which is also YAML: right for server-side apply. */
  readonly body?: unknown;
  /** Of the body; default application/json. */
  readonly contentType?: string;
  /** Default application/json. */
  readonly accept?: string;
  /** Until the whole answer is there; for a stream until its headers are. Default 30 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Of the answer; a longer one is an error. Default 16 MiB. Streams are not bounded here. */
  readonly maxBytes?: number;
}

/** What the rest of the program knows of the API server. */
export interface KubeClient {
  /** Parsed JSON, undefined for an empty answer. Throws ApiError when the server refuses. */
  request(request: KubeRequest): Promise<unknown>;
  /** The answer as text: logs. */
  text(request: KubeRequest): Promise<string>;
  /** The answer's bytes as they come. How long silence may last is the caller's business. */
  stream(request: KubeRequest): Promise<ByteStream>;
  /** Epoch milliseconds by the API server's clock; never goes back (but see ServerClock.now). */
  serverNow(): number;
  /** Ends all connections; calls under way fail. */
  close(): Promise<void>;
}

/** Settings of a client. */
export interface KubeClientOptions {
  /** Of this program, for the User-Agent header that audit logs and flow control show. */
  readonly version: string;
  readonly clock?: ServerClock;
}

const DEFAULT_TIMEOUT_MS = 30_000;
// A list of any kind we ask for in one piece is far smaller; what may be larger is streamed.
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
const UNAUTHORIZED = 401;

/** Builds a client; connects at the first call. */
export function createKubeClient(config: PooledKubeConfig, options: KubeClientOptions): KubeClient {
  return new PooledKubeClient(config, options);
}

class PooledKubeClient implements KubeClient {
  readonly #config: PooledKubeConfig;
  readonly #userAgent: string;
  readonly #clock: ServerClock;

  constructor(config: PooledKubeConfig, { version, clock = new ServerClock() }: KubeClientOptions) {
    this.#config = config;
    this.#userAgent = `servicehealth/${version}`;
    this.#clock = clock;
  }

  async request(request: KubeRequest): Promise<unknown> {
    const text = await this.text(request);
    return text === '' ? undefined : JSON.parse(text);
  }

  async text(request: KubeRequest): Promise<string> {
    try {
      return await this.#readOnce(request);
    } catch (error) {
      // A server may close an idle connection at the very moment we use it. Only a GET can be repeated blindly.
      if (request.method !== 'GET' || !isConnectionLost(error)) throw error;
      return await this.#readOnce(request);
    }
  }

  async stream(request: KubeRequest): Promise<ByteStream> {
    try {
      return await this.#openStream(request);
    } catch (error) {
      if (request.method !== 'GET' || !isConnectionLost(error)) throw error;
      return await this.#openStream(request);
    }
  }

  serverNow(): number {
    return this.#clock.now();
  }

  async close(): Promise<void> {
    await this.#config.close();
  }

  async #readOnce(request: KubeRequest): Promise<string> {
    const deadline = new Deadline(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.signal);
    try {
      const response = await this.#sendAuthorized(request, 'request', deadline.signal);
      return await readBody(response.body, request.maxBytes ?? DEFAULT_MAX_BYTES);
    } catch (error) {
      throw deadline.explain(error);
    } finally {
      deadline.dispose();
    }
  }

  async #openStream(request: KubeRequest): Promise<ByteStream> {
    const deadline = new Deadline(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.signal);
    try {
      const response = await this.#sendAuthorized(request, 'stream', deadline.signal);
      deadline.lift();
      return toByteStream(response.body, deadline);
    } catch (error) {
      const explained = deadline.explain(error);
      deadline.dispose();
      throw explained;
    }
  }

  /** A 401 is answered once with a fresh token, if there is one. */
  async #sendAuthorized(
    request: KubeRequest,
    use: 'request' | 'stream',
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    let connection = await this.#config.connection(use);
    let response = await this.#send(request, connection, signal);
    if (response.statusCode === UNAUTHORIZED) {
      const refused = connection.headers['Authorization'];
      this.#config.rereadToken();
      connection = await this.#config.connection(use);
      if (connection.headers['Authorization'] !== refused) {
        await response.body.dump();
        response = await this.#send(request, connection, signal);
      }
    }
    if (response.statusCode >= 200 && response.statusCode < 300) return response;
    throw await responseError(response, request.path);
  }

  async #send(
    request: KubeRequest,
    { server, headers, dispatcher }: Awaited<ReturnType<PooledKubeConfig['connection']>>,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const url = new URL(server);
    const sentMs = this.#clock.localNow();
    const response = await dispatcher.request({
      origin: url.origin,
      path: pathAndQuery(url.pathname, request),
      method: request.method,
      headers: { ...this.#headers(request), ...headers },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
      // One clock for timeouts: the Deadline. undici's own would cut a quiet watch after 300 s.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#clock.observe({
      serverDateMs: Date.parse(String(response.headers['date'])),
      sentMs,
      receivedMs: this.#clock.localNow(),
    });
    return response;
  }

  #headers(request: KubeRequest): Record<string, string> {
    const headers: Record<string, string> = {
      'User-Agent': this.#userAgent,
      Accept: request.accept ?? 'application/json',
      // Compression costs the API server more than it saves inside a cluster.
      'Accept-Encoding': 'identity',
    };
    if (request.body !== undefined) {
      headers['Content-Type'] = request.contentType ?? 'application/json';
    }
    return headers;
  }
}

function pathAndQuery(prefix: string, { path, query }: KubeRequest): string {
  const search = new URLSearchParams(query).toString();
  const base = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return `${base}${path}${search === '' ? '' : `?${search}`}`;
}
