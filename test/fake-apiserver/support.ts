// What the tests of the fake API server share: a client that speaks plain HTTPS to it, and small objects.
import { Agent, request } from 'undici';
import { onTestFinished } from 'vitest';
import { isRecord, type Json, textAt } from './json.ts';
import { startFakeApiServer } from './server.ts';
import type { FakeApiServer, FakeApiServerOptions, KubeJson } from './types.ts';

export interface Answer {
  readonly code: number;
  readonly text: string;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How to ask besides method and path. */
interface Asking {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Undefined asks with the server's token, '' without any. */
  readonly token?: string;
}

export interface TestClient {
  readonly server: FakeApiServer;
  readonly ask: (method: string, path: string, asking?: Asking) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  /** Opens a stream; its lines are collected as they come. */
  readonly watch: (path: string, accept?: string) => Promise<OpenStream>;
}

/** A server that ends with the test, and a client for it. */
export async function startTestServer(options: FakeApiServerOptions = {}): Promise<TestClient> {
  const server = await startFakeApiServer(options);
  const dispatcher = new Agent({ connect: { ca: server.caPem } });
  onTestFinished(async () => {
    await server.close();
    await dispatcher.destroy();
  });
  async function ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const { body, token = server.token } = asking;
    const response = await request(server.url + path, {
      method,
      dispatcher,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(asking.accept === undefined ? {} : { accept: asking.accept }),
        ...(body === undefined ? {} : { 'content-type': asking.contentType ?? 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.body.text();
    return { code: response.statusCode, text, body: asJson(text), headers: response.headers };
  }
  async function watch(path: string, accept = 'application/json'): Promise<OpenStream> {
    const response = await request(server.url + path, {
      dispatcher,
      headers: { authorization: `Bearer ${server.token}`, accept },
    });
    return new OpenStream(response.statusCode, response.body);
  }
  return { server, ask, get: (path) => ask('GET', path), watch };
}

function asJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** The lines of a watch so far, and how it ended. */
class OpenStream {
  readonly code: number;
  text = '';
  /** 'open' while it runs; then 'end' or the error's code. */
  ending = 'open';
  readonly #body: AsyncIterable<Buffer> & { destroy(): unknown };

  constructor(code: number, body: AsyncIterable<Buffer> & { destroy(): unknown }) {
    this.code = code;
    this.#body = body;
    void this.#collect();
  }

  /** Whole lines as "ADDED a", "BOOKMARK", "ERROR 410". */
  get events(): readonly string[] {
    return this.lines.map((line) => {
      const { type, object } = asJson(line);
      if (type === 'ERROR') return `ERROR ${isRecord(object) ? String(object['code']) : ''}`;
      return [type, textAt(object, 'metadata', 'name')].filter(Boolean).join(' ');
    });
  }

  get lines(): readonly string[] {
    return this.text.split('\n').slice(0, -1);
  }

  close(): void {
    this.#body.destroy();
  }

  /** Waits for a condition on this stream; gives up after two seconds. */
  async until(condition: (stream: OpenStream) => boolean): Promise<this> {
    const endMs = performance.now() + 2000;
    while (!condition(this) && performance.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return this;
  }

  async #collect(): Promise<void> {
    try {
      for await (const chunk of this.#body) this.text += chunk.toString();
      this.ending = 'end';
    } catch (error) {
      this.ending = textAt({ error }, 'error', 'code') ?? String(error);
    }
  }
}

export function pod(name: string, more: { namespace?: string; labels?: Json } = {}): KubeJson {
  const { namespace = 'shop', labels = {} } = more;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running' },
  };
}

export const PODS = '/api/v1/pods';
