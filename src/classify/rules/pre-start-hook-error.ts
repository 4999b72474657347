import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { lastingWaits } from '../support/waiting.ts';

/** The kubelet's own steps around the making of a container: processors, memory and devices are given out there. */
const REASONS = ['PreStartHookError', 'PreCreateHookError'];

/** The manager of a device that has just restarted has its devices again within seconds. */
const RETRY_DWELL_MS = 30_000;

export default defineClassifier({
  code: 'PreStartHookError',
  title: 'The node cannot give {who} what it is to run with',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Before a container starts, its node sets aside the processors, the memory and the devices for it, and that failed: "{raw}". This is a fault of the node and not of {who}.',
  fix: [
    'Delete the pod to have it placed anew, perhaps on another node.',
    'Ask the people who run the cluster to look at the kubelet and the device plugins of that node.',
  ],
  commands: ['{kubectl} get pod {pod} -o wide', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/policy/node-resource-managers/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'CompletesAndRestarts'],
  classify(snapshot) {
    return lastingWaits(snapshot, RETRY_DWELL_MS, ({ reason, message }) =>
      REASONS.includes(reason) ? { raw: quoted(message || reason) } : undefined,
    );
  },
  examples: [
    {
      name: 'processors that the node cannot set aside',
      given: { pods: [waitingPod('PreCreateHookError', 'failed to get exclusive CPUs')] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'PreCreateHookError',
          details: { raw: 'failed to get exclusive CPUs' },
        },
      ],
    },
    {
      name: 'a hook of the pod itself is PostStartHookError, not this',
      given: { pods: [waitingPod('PostStartHookError', 'command exited with 1')] },
      found: [],
    },
  ],
});
