import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { type FailedPull, pullFindings } from '../support/pulls.ts';

interface TlsWords extends Record<string, string> {
  readonly problem: string;
  readonly advice: string;
}

/** Go's crypto/x509 and net/http. The problem completes "The node does not trust the answer: …". */
const TLS_WORDS: readonly { readonly fragment: string; readonly words: TlsWords }[] = [
  {
    fragment: 'signed by unknown authority',
    words: {
      problem: 'the certificate is signed by an authority that the node does not know',
      advice: 'Have the platform team add the CA of the registry to the nodes',
    },
  },
  {
    fragment: 'has expired or is not yet valid',
    words: {
      problem: 'the certificate has expired, or the clock of the node is wrong',
      advice: 'Have the owner of the registry renew its certificate',
    },
  },
  {
    fragment: 'server gave HTTP response to HTTPS client',
    words: {
      problem: 'the registry speaks plain HTTP where HTTPS is expected',
      advice:
        'Have the registry serve HTTPS, or have the platform team allow it as an insecure registry on the nodes',
    },
  },
];

const OTHER_WORDS: TlsWords = {
  problem: 'the certificate does not fit the registry',
  advice: 'Compare the host in the image name with the names in the certificate of the registry',
};

function tlsWords({ message }: FailedPull): TlsWords {
  return TLS_WORDS.find(({ fragment }) => message.includes(fragment))?.words ?? OTHER_WORDS;
}

export default defineClassifier({
  code: 'RegistryTLS',
  title: 'The node does not trust the connection to the image registry',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The node reached the registry of {image}, but does not trust the connection: {problem}. {Who} cannot start, and nothing in {workload} is wrong unless the host in its image is.',
  fix: [
    '{advice}.',
    'Check the registry host in the image of {workload} if other services pull from there without trouble.',
  ],
  commands: ['{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  sharedCause: { kind: 'Registry', detail: 'registry' },
  classify(snapshot) {
    return pullFindings(snapshot, 'tls', tlsWords);
  },
  examples: [
    {
      name: 'an authority that the node does not know',
      given: {
        pods: [
          waitingPod(
            'ErrImagePull',
            'failed to do request: Head "https://registry.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { advice: 'Have the platform team add the CA of the registry to the nodes' },
        },
      ],
    },
    {
      name: 'a refused login over a trusted connection is ImageAuthFailed, not this',
      given: { pods: [waitingPod('ErrImagePull', '401 Unauthorized')] },
      found: [],
    },
  ],
});
