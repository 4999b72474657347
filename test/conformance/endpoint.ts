// One API server under comparison: asks it over plain HTTPS, as no client library would change it on the way.
import { Agent, request } from 'undici';
import { connectionOf } from '../zoo/cluster-client.ts';
import type { Ask } from './call.ts';

/** What came back, before anything is made comparable. */
export interface RawAnswer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Endpoint {
  ask(ask: Ask): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** The headers that a client acts on; the others name hosts, ids and moments. */
/** Longer than the longest watch that is asked for. */
const SILENCE_LIMIT_MS = 10_000;
const COMPARED_HEADERS = ['content-type', 'retry-after', 'warning', 'allow', 'location'];

export function connect(kubeconfig: string): Endpoint {
  const { server, token, tls } = connectionOf(kubeconfig);
  const dispatcher = new Agent({ connect: definedOf(tls) });
  // Without its certificate an anonymous caller is really one.
  const stranger = new Agent({ connect: definedOf({ ca: tls.ca }) });
  async function ask(asked: Ask): Promise<RawAnswer> {
    const response = await request(server + asked.path, {
      method: asked.method,
      bodyTimeout: SILENCE_LIMIT_MS,
      dispatcher: asked.as === undefined ? dispatcher : stranger,
      headers: headersOf(asked, token),
      ...(asked.body === undefined ? {} : { body: bodyText(asked.body) }),
    });
    const headers = Object.fromEntries(
      COMPARED_HEADERS.flatMap((name) => {
        const value = response.headers[name];
        return value === undefined ? [] : [[name, [value].flat().join(', ')]];
      }),
    );
    return { code: response.statusCode, headers, text: await response.body.text() };
  }
  async function close(): Promise<void> {
    await Promise.all([dispatcher.close(), stranger.close()]);
  }
  return { ask, close };
}

function definedOf(tls: Readonly<Record<string, Buffer | undefined>>) {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function headersOf(asked: Ask, token: string | undefined): Record<string, string> {
  const bearer = { stranger: 'no-such-token', anonymous: undefined, admin: token };
  const shown = bearer[asked.as ?? 'admin'];
  return {
    // Field managers without a name are called after it.
    'user-agent': 'conformance/1',
    accept: asked.accept ?? 'application/json',
    ...(shown === undefined ? {} : { authorization: `Bearer ${shown}` }),
    ...(asked.contentType === undefined ? {} : { 'content-type': asked.contentType }),
  };
}
