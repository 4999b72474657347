import { defineClassifier } from '../define.ts';
import { unreachableDetails, webhookFault } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'WebhookUnreachable',
  title: 'No pod of {workload} can be made: an admission webhook {fault}',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: the cluster has to ask admission webhook "{webhook}" first, and that {fault}: {cause}. This stops every service it is asked about, and nothing in this service can change it.',
  fix: [
    'Tell the people who run the cluster about webhook "{webhook}": {mend}.',
    'Leave the pods that still run alone until it answers: a pod that is deleted now does not come back.',
  ],
  commands: [
    '{kubectl} get validatingwebhookconfigurations,mutatingwebhookconfigurations',
    '{kubectl} describe {workloadPath}',
  ],
  reference:
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  sharedCause: { kind: 'AdmissionWebhook', detail: 'webhook' },
  classify(snapshot) {
    return refusalsRead(snapshot, (message) => {
      const details = unreachableDetails(message);
      return details && { ...details, ...webhookFault(details['cause'] ?? '') };
    });
  },
  examples: [
    {
      name: 'the service behind the webhook has no pods',
      given: refusedWorld(
        'Internal error occurred: failed calling webhook "mutate.mesh.example": failed to call webhook: Post "https://injector.mesh.svc:443/inject?timeout=10s": no endpoints available for service "injector"',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { webhook: 'mutate.mesh.example', fault: 'does not answer' },
        },
      ],
    },
    {
      name: 'a webhook that says no has answered',
      given: refusedWorld(
        'admission webhook "validate.policies.example" denied the request: images must come from registry.example',
      ),
      found: [],
    },
  ],
});
