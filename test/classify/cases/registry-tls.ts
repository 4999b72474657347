import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

function failing(message: string) {
  return { pods: [waitingPod('ErrImagePull', message)] };
}

export default [
  {
    name: 'a certificate that has expired is quoted without the time of the try',
    given: failing(
      'x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2025-12-31T00:00:00Z',
    ),
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { problem: 'the certificate has expired, or the clock of the node is wrong' },
      },
    ],
  },
  {
    name: 'a registry without TLS',
    given: failing('http: server gave HTTP response to HTTPS client'),
    found: [{ confidence: 'confirmed', reason: 'ImagePullBackOff' }],
  },
  {
    name: 'a certificate for another host',
    given: failing('x509: certificate is valid for a.example, not registry.example'),
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { problem: 'the certificate does not fit the registry' },
      },
    ],
  },
  {
    name: 'a handshake that takes too long is RegistryUnreachable, not this',
    given: failing('net/http: TLS handshake timeout'),
    found: [],
  },
] satisfies Cases;
