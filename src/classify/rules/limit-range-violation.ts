import { defineClassifier } from '../define.ts';
import { limitRangeDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'LimitRangeViolation',
  title: 'The resources of {workload} are outside of what the namespace allows',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: {who} of namespace {namespace} sets bounds for requests and limits, and the pod template does not keep them: {rule}.',
  fix: [
    'Change the requests and limits in the pod template of {workload} so that they fit.',
    'Name requests and limits for each container, also for init containers and sidecars, if the message says that they are missing.',
    'Ask the people who run the cluster for other bounds if the service really needs more.',
  ],
  commands: ['{kubectl} describe limitrange,resourcequota', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  classify(snapshot) {
    return refusalsRead(snapshot, limitRangeDetails);
  },
  examples: [
    {
      name: 'a limit above the maximum of the LimitRange',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: {
            who: 'a LimitRange',
            rule: 'maximum memory usage per Container is 1Gi, but limit is 2Gi',
          },
        },
      ],
    },
    {
      name: 'an exhausted quota is another fault: no change of bounds would help',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=9, limited: cpu=10',
      ),
      found: [],
    },
  ],
});
