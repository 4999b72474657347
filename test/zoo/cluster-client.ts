// The few calls that the recorder makes to a real cluster, over plain HTTPS: no kubectl needed, no client under test.
import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: z.array(
    z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) }),
  ),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string().optional(),
      }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({
        token: z.string().optional(),
        'client-certificate-data': z.string().optional(),
        'client-key-data': z.string().optional(),
      }),
    }),
  ),
});

type Kubeconfig = z.infer<typeof kubeconfigSchema>;

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Call {
  readonly method?: string;
  readonly contentType?: string;
  readonly body?: string;
}

function decoded(base64: string | undefined): Buffer | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

function currentOf(config: Kubeconfig) {
  const named = config.contexts.find(({ name }) => name === config['current-context'])?.context;
  const cluster = config.clusters.find(({ name }) => name === named?.cluster)?.cluster;
  const user = config.users.find(({ name }) => name === named?.user)?.user;
  if (cluster === undefined || user === undefined) {
    throw new Error('the kubeconfig needs a current context with a cluster and a user');
  }
  return { cluster, user };
}

/** Where the current context of a kubeconfig file leads, and as whom. */
export function connectionOf(kubeconfig: string) {
  const { cluster, user } = currentOf(
    kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8'))),
  );
  return {
    server: cluster.server,
    token: user.token,
    tls: {
      ca: decoded(cluster['certificate-authority-data']),
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    },
  };
}

/** Holds the connection settings and one pool of connections. */
export class ClusterClient {
  readonly #server: string;
  readonly #options: RequestOptions;

  constructor(kubeconfig: string) {
    const { server, token, tls } = connectionOf(kubeconfig);
    this.#server = server;
    this.#options = {
      ...tls,
      agent: new Agent({ ...tls, keepAlive: true }),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    };
  }

  async call(path: string, call: Call = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...asRecord(this.#options.headers) };
    if (call.contentType !== undefined) headers['content-type'] = call.contentType;
    return new Promise((resolve, reject) => {
      const options = { ...this.#options, method: call.method ?? 'GET', headers };
      const sent = request(new URL(path, this.#server), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject);
      sent.end(call.body);
    });
  }

  /** As `call`, but anything else than success is an error that says what the server said. */
  async must(path: string, call: Call = {}): Promise<string> {
    const { status, text } = await this.call(path, call);
    if (status >= 200 && status < 300) return text;
    throw new Error(`${call.method ?? 'GET'} ${path}: ${status} ${text.slice(0, 500)}`);
  }

  /** Hands over each line until `signal` aborts; rejects when the server ends the watch first. */
  async watch(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      function failed(why: string): void {
        if (signal.aborted) resolve();
        else reject(new Error(`watch ${path}: ${why}`));
      }
      const sent = request(
        new URL(path, this.#server),
        { ...this.#options, signal },
        (response) => {
          if (response.statusCode !== 200) {
            failed(`HTTP ${response.statusCode}`);
            response.destroy();
            return;
          }
          let rest = '';
          response.setEncoding('utf8').on('data', (text: string) => {
            const lines = `${rest}${text}`.split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) onLine(line);
          });
          response.on('error', (error) => failed(String(error)));
          response.on('close', () => failed('the server ended it'));
        },
      );
      sent.on('error', (error) => failed(String(error)));
      sent.end();
    });
  }
}

function asRecord(headers: RequestOptions['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([key, value]) => [key, String(value)]),
  );
}
