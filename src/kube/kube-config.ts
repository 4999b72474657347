// Credentials and connections: client-node's KubeConfig, with its two holes closed. Stock 2.0.1 opens a TLS
// connection per call, and after a 401 goes on with the token it has for up to a minute.

import type { RequestOptions } from 'node:https';
import { KubeConfig, type RequestContext, type User } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { type ConnectionUse, DispatcherPool, type Endpoint } from './dispatchers.ts';
import { TokenFile } from './token-file.ts';

/** All that one request needs to be sent. */
export interface Connection {
  /** Base URL, possibly with a path (proxies such as Rancher have one), without a slash at the end. */
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
}

/** A KubeConfig whose calls, typed ones of client-node included, share pooled connections. */
export class PooledKubeConfig extends KubeConfig {
  readonly #pool = new DispatcherPool();
  readonly #tokenFiles = new Map<string, TokenFile>();

  /** What client-node's typed API classes call. */
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    const { headers, dispatcher } = await this.connection('request');
    for (const [name, value] of Object.entries(headers)) context.setHeaderParam(name, value);
    context.setDispatcher(dispatcher);
  }

  /** With the token of its token file, if it has one: client-node's own reader can neither be asked to re-read nor survive a missing file. */
  override getCurrentUser(): User | null {
    const user = super.getCurrentUser();
    const path = tokenFileOf(user);
    if (user === null || path === undefined) return user;
    return { ...user, authProvider: undefined, token: this.#tokenFile(path).current() };
  }

  async connection(use: ConnectionUse): Promise<Connection> {
    const cluster = this.getCurrentCluster();
    if (cluster === null) throw new Error('the kubeconfig has no current cluster');
    const options: RequestOptions = {};
    await this.applyToHTTPSOptions(options);
    const server = cluster.server.replace(/\/$/, '');
    const endpoint: Endpoint = { server, proxyUrl: cluster.proxyUrl, tls: tlsOf(options) };
    const dispatcher = this.#pool.get(use, endpoint);
    return { server, headers: headersOf(options), dispatcher };
  }

  /** After a 401: the token may have been rotated since it was read. */
  rereadToken(): void {
    for (const file of this.#tokenFiles.values()) file.reread();
  }

  /** Destroys the connections; requests under way fail. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #tokenFile(path: string): TokenFile {
    const known = this.#tokenFiles.get(path);
    if (known !== undefined) return known;
    const file = new TokenFile(path);
    this.#tokenFiles.set(path, file);
    return file;
  }
}

function tokenFileOf(user: User | null): string | undefined {
  const path: unknown = user?.authProvider?.config?.tokenFile;
  return typeof path === 'string' && path !== '' ? path : undefined;
}

function tlsOf(options: RequestOptions): Endpoint['tls'] {
  const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } = options;
  const all = { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized };
  // client-node sets only some; an explicit undefined would switch certificate checks off.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = String(value);
  if (typeof options.auth === 'string') {
    headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  }
  return headers;
}
