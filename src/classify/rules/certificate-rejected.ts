import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'CertificateRejected',
  title: '{Who} ends because a certificate {problem}',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log a certificate {problem}. {next}.',
  fix: ['{advice}.', 'Check the clock of the node if the certificate should be valid.'],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/tls/managing-tls-in-a-cluster/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'certificate');
  },
  examples: [
    {
      name: 'a certificate whose time is over',
      given: {
        pods: [loopingPod()],
        logs: [
          crashLog([
            'x509: certificate has expired or is not yet valid: current time is after 2026-01-01',
          ]),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { problem: 'has expired' },
        },
      ],
    },
    {
      name: 'a certificate that will expire was only warned of',
      given: {
        pods: [loopingPod()],
        logs: [
          crashLog(['WARN certificate has expired soon, 3 days left', 'Error: queue is gone']),
        ],
      },
      found: [],
    },
  ],
});
