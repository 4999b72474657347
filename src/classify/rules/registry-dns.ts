import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { type FailedPull, lastingPullFindings } from '../support/pulls.ts';

/** Go's resolver. The name is not always that of the registry: a proxy or a token server may be asked first. */
const LOOKED_UP = /\blookup ([A-Za-z0-9._-]{1,253})/;

function hostWords({ message }: FailedPull): Readonly<Record<string, string>> {
  const host = LOOKED_UP.exec(message)?.[1];
  return { host: host === undefined ? 'its host' : `"${host}"` };
}

/** containerd 1.6, with the server that was asked. */
const UNKNOWN_HOST =
  'failed to pull and unpack image "registri.example/shop/web:1": failed to resolve reference "registri.example/shop/web:1": failed to do request: Head "https://registri.example/v2/shop/web/manifests/1": dial tcp: lookup registri.example on 10.96.0.10:53: no such host';

export default defineClassifier({
  code: 'RegistryDNS',
  title: 'The name of the image registry cannot be resolved',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'To fetch {image} the node asked for the address of {host} and got none. Either the name is wrong, or the DNS of the node does not work. The registry was not even asked, so the image may be fine.',
  fix: [
    'Check the registry host in the image of {workload} for a typing error.',
    'Check whether other services on the same node pull images: if not, tell the platform team that its DNS fails.',
    'Check that the name is known where the node asks if it is a private one: nodes do not use the DNS of the cluster.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pod {pod} -o wide'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  sharedCause: { kind: 'Registry', detail: 'registry' },
  classify(snapshot) {
    return lastingPullFindings(snapshot, 'dns', hostWords);
  },
  examples: [
    {
      name: 'a host that nobody knows is named',
      given: { pods: [waitingPod('ImagePullBackOff', UNKNOWN_HOST)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { host: '"registri.example"' },
        },
      ],
    },
    {
      name: 'a host that has an address and refuses is RegistryUnreachable, not this',
      given: {
        pods: [waitingPod('ErrImagePull', 'dial tcp 10.9.8.7:443: connect: connection refused')],
      },
      found: [],
    },
  ],
});
