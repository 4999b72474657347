import { defineClassifier } from '../define.ts';
import { podSecurityDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'PodSecurityViolation',
  title: 'The security rules of the namespace refuse the pods of {workload}',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: namespace {namespace} enforces the Pod Security Standard "{level}", and the pod template breaks it: {violations}. Pods that run already go on; no new one is made.',
  fix: [
    'Set in the securityContext of the pod template of {workload} what the message asks for.',
    'Rebuild the image so that it can run under these rules if it needs root or more rights today.',
    'Ask the people who run the cluster whether this service may have a namespace with weaker rules.',
  ],
  commands: [
    '{kubectl} get namespace {namespace} --show-labels',
    '{kubectl} describe {workloadPath}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  classify(snapshot) {
    return refusalsRead(snapshot, podSecurityDetails);
  },
  examples: [
    {
      name: 'a container that may become root is refused under the restricted standard',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { level: 'restricted:latest' },
        },
      ],
    },
    {
      name: 'a quota is no security rule',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=9, limited: cpu=10',
      ),
      found: [],
    },
  ],
});
