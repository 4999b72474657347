import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { isFinalSetting, settingsWords } from '../support/settings-errors.ts';
import { waitingFindings } from '../support/waiting.ts';

/** The kubelet's reason for all that it cannot put together from the manifest; only the message tells them apart. */
const CONFIG_ERROR = 'CreateContainerConfigError';
/** What is no fault of the manifest is gone at one of the next tries, which come each dozen seconds. */
const RETRY_DWELL_MS = 60_000;

export default defineClassifier({
  code: 'ContainerSettingsInvalid',
  title: 'The settings of {who} cannot be put together',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Before a container starts, Kubernetes puts its variables, paths and rights together from the manifest. For {who} it cannot: {cause}. So {who} does not start.',
  fix: [
    '{advice}.',
    'Compare env, volumeMounts and securityContext of container "{container}" in {workload} with the last version that worked.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/',
  yieldsTo: [
    'ConfigMapMissing',
    'SecretMissing',
    'ConfigKeyMissing',
    'RunAsNonRootViolation',
    'SubPathFailed',
  ],
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'CompletesAndRestarts'],
  classify(snapshot) {
    return waitingFindings(snapshot, ({ reason, message }) =>
      reason === CONFIG_ERROR && message !== '' ? settingsWords(message) : undefined,
    ).filter(({ sinceMs, evidence }) => {
      const isFinal = evidence.some(({ value }) => isFinalSetting(value));
      return isFinal || snapshot.clock.atLeast(sinceMs, RETRY_DWELL_MS);
    });
  },
  examples: [
    {
      name: 'a variable from the limits of a container that the pod does not have',
      given: { pods: [waitingPod(CONFIG_ERROR, 'container sidecar not found')] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: {
            cause:
              'a variable takes its value from the resources of container "sidecar" (resourceFieldRef), and the pod has no container of that name',
          },
        },
      ],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [waitingPod('ContainerCreating', 'container sidecar not found')] },
      found: [],
    },
  ],
});
