import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

/** The kubelet, pkg/kubelet/kubelet_pods.go, 1.20 to 1.34; it keeps the cause to its own log. */
const FAILED =
  /failed to (?:prepare subPath|create subPath directory) for volumeMount "([^"]{1,253})"/;
/** The same file about variables in subPathExpr, which may make a path that leaves the volume. */
const FORBIDDEN = /(?:error|provision) SubPath `([^`]{1,300})`/;

/** The same again: the name stands in subPathExpr, and env has no such variable. */
const NO_VALUE = /^missing value for ([-._A-Za-z0-9]{1,253})/;

const SPELLING =
  'Check that the subPath in the pod template is spelled as the path in the volume, and is relative';

export default defineClassifier({
  code: 'SubPathFailed',
  title: 'A part of a volume cannot be mounted into {who}',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} mounts only a part of a volume (subPath), and Kubernetes cannot get at {part}. So {who} does not start.',
  fix: [
    '{advice}.',
    'Check that no link in the volume points out of it: Kubernetes does not follow those.',
    'Check that the volume may be written to if the path has yet to be made in it.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }) => {
      if (reason !== CONFIG_ERROR) return undefined;
      const part = partOf(message);
      if (part !== undefined) return { part, advice: SPELLING };
      const variable = NO_VALUE.exec(message)?.[1];
      if (variable === undefined) return undefined;
      return {
        part: `the path, as subPathExpr names variable ${variable}, which the container does not have`,
        advice: `Set variable ${variable} under env of the container, above those that use it, or correct its name in subPathExpr`,
      };
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

function partOf(message: string): string | undefined {
  const volume = FAILED.exec(message)?.[1];
  if (volume !== undefined) return `that part of volume "${volume}"`;
  const path = FORBIDDEN.exec(message)?.[1];
  return path === undefined ? undefined : `"${path}", which leaves the volume`;
}
