import { createHash } from 'node:crypto';
import type { AgentOptions } from 'node:https';
import { Agent, type buildConnector, type Dispatcher, ProxyAgent } from 'undici';

/**
 * What a connection is for. Requests share few connections; every open stream holds one of its own
 * (HTTP/1.1), so streams live apart and a write never queues behind a watch.
 */
export type ConnectionUse = 'request' | 'stream';

/** Where to connect and how to prove who is who. */
export interface Endpoint {
  readonly server: string;
  readonly proxyUrl: string | undefined;
  readonly tls: Pick<
    AgentOptions,
    'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'servername' | 'rejectUnauthorized'
  >;
}

// 50 writes/s of 5 ms each need one connection; 8 leave room for log reads and slow answers.
const MAX_REQUEST_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 10_000;
// Load balancers drop idle connections after 60 s and more; TCP probes at 30 s keep quiet watches known to them.
const TCP_KEEPALIVE_MS = 30_000;
// kube-apiserver keeps idle connections for 90 s and says so to nobody; leave before it does.
const IDLE_CONNECTION_MS = 60_000;

/**
 * One dispatcher per use for the current endpoint. A changed CA or client certificate makes new ones;
 * the old ones finish what they carry.
 */
export class DispatcherPool {
  #key = '';
  #current: Partial<Record<ConnectionUse, Dispatcher>> = {};

  get(use: ConnectionUse, endpoint: Endpoint): Dispatcher {
    const key = fingerprint(endpoint);
    if (key !== this.#key) {
      for (const dispatcher of Object.values(this.#current)) {
        dispatcher.close().catch(ignoreLateError);
      }
      this.#current = {};
      this.#key = key;
    }
    this.#current[use] ??= connectTo(endpoint, use);
    return this.#current[use];
  }

  /** Ends everything under way. */
  async destroy(): Promise<void> {
    const dispatchers = Object.values(this.#current);
    this.#current = {};
    this.#key = '';
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
  }
}

function connectTo({ server, proxyUrl, tls }: Endpoint, use: ConnectionUse): Dispatcher {
  // The two option types differ only in whether an absent field may be written as undefined.
  const requestTls = tls as buildConnector.BuildOptions;
  const options: Agent.Options = {
    // HTTP/2 would put all watches and writes on one TCP connection, and undici would choose it by itself.
    allowH2: false,
    keepAliveTimeout: IDLE_CONNECTION_MS,
    connections: use === 'request' ? MAX_REQUEST_CONNECTIONS : null,
    connect: {
      ...requestTls,
      timeout: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEPALIVE_MS,
    },
  };
  if (proxyUrl === undefined) return new Agent(options);
  return new ProxyAgent({ ...options, uri: proxyUrl, requestTls, proxyTunnel: isHttps(server) });
}

function isHttps(server: string): boolean {
  return server.startsWith('https:');
}

function fingerprint({ server, proxyUrl, tls }: Endpoint): string {
  const hash = createHash('sha256');
  const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } = tls;
  for (const part of [server, proxyUrl, ca, cert, key, pfx, passphrase, servername]) {
    hash.update(part instanceof Buffer || typeof part === 'string' ? part : '').update('\0');
  }
  return hash.update(String(rejectUnauthorized)).digest('base64');
}

function ignoreLateError(): void {
  // A replaced dispatcher is closing; its requests have reported their own errors.
}
