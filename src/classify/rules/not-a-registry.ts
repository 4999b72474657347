import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { pullFindings } from '../support/pulls.ts';

/** containerd 1.6 to 2.1. */
const PAGE =
  'failed to pull and unpack image "shop.test/web:9": failed to resolve reference "shop.test/web:9": unexpected media type text/html for sha256:0b1c: not found';

export default defineClassifier({
  code: 'NotARegistry',
  title: 'A web page answers instead of the registry of {who}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'To fetch {image} the node asked the host in its name, and got a page made for browsers (HTML) and no image. Either that host is no registry, or a proxy or login page stands before it. {Who} cannot start.',
  fix: [
    'Check the host in the image of {workload}: the address of the web site of a registry is often not that of the registry itself.',
    'Ask the platform team whether a proxy between the nodes and the registry answers with a page of its own.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o wide'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  classify(snapshot) {
    return pullFindings(snapshot, 'noRegistry');
  },
  examples: [
    {
      name: 'a page is no manifest, whatever containerd says at the end',
      given: { pods: [waitingPod('ImagePullBackOff', PAGE)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { image: 'registry.example/shop/web:1.4.2' },
        },
      ],
    },
    {
      name: 'a registry that knows no such image is ImageNotFound, not this',
      given: { pods: [waitingPod('ErrImagePull', 'shop.test/web:9: not found')] },
      found: [],
    },
  ],
});
