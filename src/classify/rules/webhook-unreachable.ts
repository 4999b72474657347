import { defineClassifier } from '../define.ts';
import { unreachableDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'WebhookUnreachable',
  title: 'No pod of {workload} can be made: an admission webhook does not answer',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: the cluster has to ask admission webhook "{webhook}" first, and that does not answer: {cause}. This stops every service it is asked about, and nothing in this service can change it.',
  fix: [
    'Tell the people who run the cluster: the service behind webhook "{webhook}" is down or cannot be reached.',
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
    return refusalsRead(snapshot, unreachableDetails);
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
          details: { webhook: 'mutate.mesh.example' },
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
