import { defineClassifier } from '../define.ts';
import { serviceAccountDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'ServiceAccountMissing',
  title: 'Service account "{account}" does not exist',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: the pod template names service account "{account}", and namespace {namespace} has none of that name.',
  fix: [
    'Create service account "{account}" in namespace {namespace}, with the rights that the service needs.',
    'Correct serviceAccountName in the pod template of {workload} if it is misspelled.',
  ],
  commands: ['{kubectl} get serviceaccounts', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  classify(snapshot) {
    return refusalsRead(snapshot, serviceAccountDetails);
  },
  examples: [
    {
      name: 'a service account that nobody created',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: error looking up service account shop/builder: serviceaccount "builder" not found',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { account: 'builder' },
        },
      ],
    },
    {
      name: 'a lookup that fails for another reason does not say that it is missing',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: error looking up service account shop/builder: Get "https://10.0.0.1:443/api": context deadline exceeded',
      ),
      found: [],
    },
  ],
});
