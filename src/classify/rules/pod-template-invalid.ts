import { defineClassifier } from '../define.ts';
import { invalidFieldDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'PodTemplateInvalid',
  title: 'The pod template of {workload} is not valid',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: field {field} of the pod template has a value that Kubernetes does not accept: {problem}.',
  fix: [
    'Correct {field} in the pod template of {workload}.',
    'Look at what changes pods on their way, such as defaults of a LimitRange or a webhook, if the template itself looks right.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates',
  classify(snapshot) {
    return refusalsRead(snapshot, invalidFieldDetails);
  },
  examples: [
    {
      name: 'a default limit of the namespace is below the request',
      given: refusedWorld(
        'Pod "web-7c9d-abcde" is invalid: spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { field: 'spec.containers[0].resources.requests' },
        },
      ],
    },
    {
      name: 'a pod that is refused by a webhook is valid',
      given: refusedWorld(
        'admission webhook "validate.policies.example" denied the request: images must come from registry.example',
      ),
      found: [],
    },
  ],
});
