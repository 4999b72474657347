import { defineClassifier } from '../define.ts';
import { webhookDenialDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'WebhookDenied',
  title: 'An admission webhook refuses the pods of {workload}',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: admission webhook "{policy}", which checks the rules of this cluster, says "{words}". Pods that run already go on; no new one is made.',
  fix: [
    'Change the pod template of {workload} so that it keeps the rule: the message is the own words of those who wrote it.',
    'Ask the people who own the rule for an exception if the service cannot keep it.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  classify(snapshot) {
    return refusalsRead(snapshot, webhookDenialDetails);
  },
  examples: [
    {
      name: 'a webhook that checks policies says no',
      given: refusedWorld(
        'admission webhook "validate.policies.example" denied the request: images must come from registry.example',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: {
            policy: 'validate.policies.example',
            words: 'images must come from registry.example',
          },
        },
      ],
    },
    {
      name: 'a webhook that cannot be asked has denied nothing',
      given: refusedWorld(
        'Internal error occurred: failed calling webhook "validate.policies.example": failed to call webhook: Post "https://policies.example.svc:443/?timeout=10s": context deadline exceeded',
      ),
      found: [],
    },
  ],
});
