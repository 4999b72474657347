import { defineClassifier } from '../define.ts';
import { priorityClassDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'PriorityClassMissing',
  title: 'PriorityClass "{name}" does not exist',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: the pod template names PriorityClass "{name}" in priorityClassName, and the cluster has none of that name.',
  fix: [
    'Correct priorityClassName in the pod template of {workload}: the first command lists what there is.',
    'Remove priorityClassName if the service needs no special class.',
    'Ask the people who run the cluster to create PriorityClass "{name}" if it should be there.',
  ],
  commands: ['{kubectl} get priorityclasses', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
  classify(snapshot) {
    return refusalsRead(snapshot, priorityClassDetails);
  },
  examples: [
    {
      name: 'a class that this cluster does not have',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: no PriorityClass with name gold was found',
      ),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { name: 'gold' },
        },
      ],
    },
    {
      name: 'an exhausted quota is another fault',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=9, limited: cpu=10',
      ),
      found: [],
    },
  ],
});
