import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createCertificate } from './certificate.ts';

/** What a client says that trusts only `ca`, of a server that shows `shown`. */
async function handshake(servername: string, trusted: string): Promise<unknown> {
  const { keyPem, certPem } = createCertificate();
  const server = createServer({ key: keyPem, cert: certPem });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not on a TCP port');
  const ca = trusted === 'itself' ? certPem : createCertificate().certPem;
  // Without a server name the address itself is checked.
  const host = '127.0.0.1';
  const name = servername === '' ? {} : { servername };
  const socket = connect({ port: address.port, host, ca, ...name });
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve('trusted'));
    socket.once('error', (error: Error & { code?: string }) => resolve(error.code));
  });
}

test.each([
  ['localhost', 'itself', 'trusted'],
  ['', 'itself', 'trusted'],
  ['example.com', 'itself', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['localhost', 'another', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('as %s against the authority of %s the server is %s', async (servername, trusted, outcome) => {
  expect(await handshake(servername, trusted)).toBe(outcome);
});

test('the certificate names the host, may sign itself, and differs each time', () => {
  const [one, two] = [createCertificate(), createCertificate()].map(
    ({ certPem }) => new X509Certificate(certPem),
  );
  expect([one?.subjectAltName, one?.ca, one?.keyUsage]).toEqual([
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    true,
    ['1.3.6.1.5.5.7.3.1'],
  ]);
  expect(one?.serialNumber).not.toBe(two?.serialNumber);
});
