import type { PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { podEvent, podWith } from '../support/example-pods.ts';
import { waitingContainer } from '../support/examples.ts';
import { sandboxFindings } from '../support/sandbox-failures.ts';
import { isAbsurd, limitWords, lowestLimit } from '../support/small-limits.ts';
import { neverRanFindings } from '../support/start-errors.ts';

/** runc 1.1 to 1.3 · CRI-O · dockerd: they name the limit as the cause. */
const TOO_LOW =
  /container init was OOM-killed|set memory limit \d{1,15} too low|Minimum memory limit allowed is/;
/** runc when the kernel refuses a limit of less than a page; it may also have run out of room for other reasons. */
const REFUSED = /unable to apply cgroup configuration: .{1,400}: cannot allocate memory/;

const OOM_KILLED =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown';

export default defineClassifier({
  code: 'LimitTooLowToStart',
  title: 'The memory limit in {workload} is too low for anything to start',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'With {limit} the node cannot even set up the container, which takes some mebibytes before the application begins. So nothing ran and there is no log.',
  fix: [
    '{advice}.',
    'Check resources of all containers in {workload}: before the first one starts, their limits are added up for the pod.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'OOMKilled'],
  classify(snapshot) {
    const containers = neverRanFindings(snapshot, (message, { container }) => {
      const { memoryLimit } = container;
      const isSaid = TOO_LOW.test(message) || (REFUSED.test(message) && isAbsurd(memoryLimit));
      return isSaid ? limitWords(memoryLimit) : undefined;
    });
    const pods = sandboxFindings(snapshot, (message, { pod }) => sandboxWords(message, pod));
    return [...containers, ...pods];
  },
  examples: [
    {
      name: 'one mebibyte is too little for the empty pod itself',
      given: {
        pods: [podWith(waitingContainer('ContainerCreating', '', { memoryLimit: '1Mi' }))],
        events: [podEvent('FailedCreatePodSandBox', OOM_KILLED)],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { limit: 'a memory limit of 1Mi' },
        },
      ],
    },
    {
      name: 'a sandbox that has no network is another matter',
      given: {
        pods: [podWith(waitingContainer('ContainerCreating'))],
        events: [podEvent('FailedCreatePodSandBox', 'plugin type="bridge" failed (add): no room')],
      },
      found: [],
    },
  ],
});

function sandboxWords(message: string, pod: PodFact) {
  const limit = lowestLimit(pod)?.memoryLimit ?? '';
  const isSaid = TOO_LOW.test(message) || (REFUSED.test(message) && isAbsurd(limit));
  return isSaid ? limitWords(limit) : undefined;
}
