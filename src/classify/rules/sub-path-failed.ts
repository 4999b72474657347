import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

/** The kubelet, pkg/kubelet/kubelet_pods.go, 1.20 to 1.34; it keeps the cause to its own log. */
const FAILED =
  /failed to (?:prepare subPath|create subPath directory) for volumeMount "([^"]{1,253})"/;
/** The same file about variables in subPathExpr, which may make a path that leaves the volume. */
const FORBIDDEN = /(?:error|provision) SubPath `([^`]{1,300})`/;

export default defineClassifier({
  code: 'SubPathFailed',
  title: 'A part of a volume cannot be mounted into {who}',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} mounts only a part of a volume (subPath), and Kubernetes cannot get at {part}. So {who} does not start.',
  fix: [
    'Check that the subPath in {workload} is spelled as the path in the volume, and is relative.',
    'Check that no link in the volume points out of it: Kubernetes does not follow those.',
    'Check that the volume may be written to if the path has yet to be made in it.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }) => {
      if (reason !== CONFIG_ERROR) return undefined;
      const volume = FAILED.exec(message)?.[1];
      if (volume !== undefined) return { part: `that part of volume "${volume}"` };
      const path = FORBIDDEN.exec(message)?.[1];
      return path === undefined ? undefined : { part: `"${path}", which leaves the volume` };
    });
  },
  examples: [
    {
      name: 'a path that leaves its volume',
      given: {
        pods: [
          waitingPod(
            CONFIG_ERROR,
            'failed to prepare subPath for volumeMount "data" of container "app"',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: { part: 'that part of volume "data"' },
        },
      ],
    },
    {
      name: 'a missing ConfigMap has the same reason and is ConfigMapMissing',
      given: { pods: [waitingPod(CONFIG_ERROR, 'configmap "shop-settings" not found')] },
      found: [],
    },
  ],
});
