import { defineClassifier } from '../define.ts';
import { creationWords, isFinalError } from '../support/creation-errors.ts';
import { waitingPod } from '../support/example-pods.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's words for "the runtime did not make it" and "the runtime did not start it". */
const REASONS = ['CreateContainerError', 'RunContainerError'];

/** A slow node needs its two minutes of deadline, and then a try or two more; most get through. */
const RETRY_DWELL_MS = 60_000;

const NO_COMMAND =
  'failed to generate container spec: failed to generate spec: no command specified';

export default defineClassifier({
  code: 'CreateContainerError',
  title: '{Who} cannot be created on its node',
  severity: 'error',
  reads: ['pods'],
  explanation: 'The container runtime of the node {cause}. So {who} has not started.',
  fix: ['{advice}.', '{afterwards}.'],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get pod {pod} -o wide'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: [
    'EntrypointNotFound',
    'EntrypointPermission',
    'ExecFormatError',
    'LimitTooLowToStart',
    'MountTypeMismatch',
    'SeccompAppArmorMissing',
  ],
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'CompletesAndRestarts'],
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }, { servicePod }) =>
      REASONS.includes(reason) ? creationWords(message, servicePod.workload) : undefined,
    ).filter(({ sinceMs, evidence }) => {
      const isFinal = evidence.some(({ value }) => isFinalError(value));
      return isFinal || snapshot.clock.atLeast(sinceMs, RETRY_DWELL_MS);
    });
  },
  examples: [
    {
      name: 'an image without a command, and a manifest without one',
      given: { pods: [waitingPod('CreateContainerError', NO_COMMAND)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: {
            advice: 'Set command in Deployment web, or give the image a CMD or ENTRYPOINT',
          },
        },
      ],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [waitingPod('ContainerCreating')] },
      found: [],
    },
  ],
});
