// Liveness and readiness over HTTP, for the kubelet and for a person with curl.

import { createServer, type Server, type ServerResponse } from 'node:http';

/** What /readyz says. */
export interface Readiness {
  readonly isReady: boolean;
  /** One line per thing a reader should know, what is not ready first. */
  readonly lines: readonly string[];
}

/** A running health server. */
export interface HealthServer {
  /** "127.0.0.1:8080", with the port that was really taken. */
  readonly address: string;
  close(): Promise<void>;
}

function splitAddress(address: string): { host: string | undefined; port: number } {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replaceAll(/^\[|\]$/g, '');
  return { host: host === '' ? undefined : host, port: Number(address.slice(colon + 1)) };
}

function answer(response: ServerResponse, code: number, lines: readonly string[]): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${lines.join('\n')}\n`);
}

/** Starts listening; rejects when the address is taken or not ours. */
export async function startHealthServer(
  address: string,
  readiness: () => Readiness,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/healthz') return answer(response, 200, ['ok']);
    if (path !== '/readyz') return answer(response, 404, ['try /healthz or /readyz']);
    const { isReady, lines } = readiness();
    return answer(response, isReady ? 200 : 503, [isReady ? 'ready' : 'not ready', ...lines]);
  });
  // A client that sends its headers slowly must not hold a socket for long.
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 64;
  const { host, port } = splitAddress(address);
  await listen(server, host, port);
  // A connection that could not be accepted, for want of file descriptors say, is no reason to end the process.
  server.on('error', () => {});
  const bound = server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return { address: `${host ?? '0.0.0.0'}:${boundPort}`, close: () => closeServer(server) };
}

function listen(server: Server, host: string | undefined, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host !== undefined && { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
