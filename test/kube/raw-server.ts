import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { createKubeClient, type KubeClient } from '../../src/kube/client.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';

/** A server of one handler, for what a well-behaved API server never does. */
export async function startRawServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ client: KubeClient; port: number }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const config = new PooledKubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: `http://127.0.0.1:${port}/k8s/clusters/one/`, skipTLSVerify: true },
    { name: 'u', username: 'joe', password: 'secret' },
  );
  const client = createKubeClient(config, { version: '1.2.3' });
  onTestFinished(() => client.close());
  return { client, port };
}
