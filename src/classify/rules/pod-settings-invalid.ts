import { defineClassifier } from '../define.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { sandboxFindings } from '../support/sandbox-failures.ts';
import { refusedSetting } from '../support/sandbox-settings.ts';

/** kubelet 1.34. */
const TOO_LONG =
  'Failed to create pod sandbox: failed to construct FQDN from pod hostname and cluster domain, FQDN web-7c9d-x2x1q.a-long-name.shop.svc.cluster.local is too long (64 characters is the max, 70 characters requested)';

export default defineClassifier({
  code: 'PodSettingsInvalid',
  title: 'Pods of {workload} cannot be made as their template asks',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Nothing of the pod starts, because {cause}. That is a setting of {workload}, and no fault of the node: another try ends alike.',
  fix: ['{advice}.', 'Roll back to the last version that worked if the service is needed now.'],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/',
  outranks: ['SandboxFailed'],
  classify(snapshot) {
    return sandboxFindings(snapshot, refusedSetting);
  },
  examples: [
    {
      name: 'a full host name that is longer than Linux allows',
      given: {
        pods: [waitingPod('ContainerCreating')],
        events: [podEvent('FailedCreatePodSandBox', TOO_LONG)],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: {
            cause:
              'its name with subdomain, namespace and domain, which is to be its host name (setHostnameAsFQDN), has more than the 64 characters that Linux allows',
          },
        },
      ],
    },
    {
      name: 'a network that the node does not set up is SandboxFailed, not this',
      given: {
        pods: [waitingPod('ContainerCreating')],
        events: [
          podEvent(
            'FailedCreatePodSandBox',
            'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": no such file or directory',
          ),
        ],
      },
      found: [],
    },
  ],
});
