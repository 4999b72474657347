import { defineClassifier } from '../define.ts';
import { policyDenialDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'AdmissionPolicyDenied',
  title: 'A policy of the cluster refuses the pods of {workload}',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: policy "{policy}" of this cluster says "{words}". Pods that run already go on; no new one is made.',
  fix: [
    'Change the pod template of {workload} so that it keeps the policy: the message is the own words of those who wrote it.',
    'Ask the people who own the policy for an exception if the service cannot keep it.',
  ],
  commands: [
    '{kubectl} describe validatingadmissionpolicy {policy}',
    '{kubectl} describe {workloadPath}',
  ],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  sharedCause: { kind: 'AdmissionPolicy', detail: 'policy' },
  classify(snapshot) {
    return refusalsRead(snapshot, policyDenialDetails);
  },
  examples: [
    {
      name: 'a policy that the API server checks itself says no',
      given: refusedWorld(
        `pods "web-7c9d-abcde" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest-shop' denied request: images need a fixed tag`,
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { policy: 'no-latest', words: 'images need a fixed tag' },
        },
      ],
    },
    {
      name: 'a webhook is asked elsewhere',
      given: refusedWorld(
        'admission webhook "validate.policies.example" denied the request: images must come from registry.example',
      ),
      found: [],
    },
  ],
});
