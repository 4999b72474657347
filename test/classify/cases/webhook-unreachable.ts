import { refusedWorld } from '../../../src/classify/support/example-workloads.ts';
import type { Cases } from '../examples.ts';

const CALL =
  'Internal error occurred: failed calling webhook "a.example": failed to call webhook: Post "https://a.ops.svc:443/check?timeout=2s": ';
const found = { workload: 'web', confidence: 'confirmed', reason: 'FailedCreate' } as const;

export default [
  {
    name: 'one that answers with a certificate that nobody knows',
    given: refusedWorld(
      `${CALL}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ),
    found: [
      {
        ...found,
        details: {
          fault: 'cannot be trusted',
          mend: 'the certificate of the webhook and the caBundle in its configuration do not fit each other, or the certificate has expired',
        },
      },
    ],
  },
  {
    name: 'one that needs too long',
    given: refusedWorld(`${CALL}context deadline exceeded`),
    found: [{ ...found, details: { fault: 'does not answer' } }],
  },
] satisfies Cases;
