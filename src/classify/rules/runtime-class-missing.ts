import { defineClassifier } from '../define.ts';
import { runtimeClassDetails } from '../support/admission-messages.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { refusalsRead } from '../support/refusal-findings.ts';

export default defineClassifier({
  code: 'RuntimeClassMissing',
  title: 'RuntimeClass "{name}" does not exist',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{what}: the pod template names RuntimeClass "{name}" in runtimeClassName, and the cluster has none of that name.',
  fix: [
    'Correct runtimeClassName in the pod template of {workload}: the first command lists what there is.',
    'Remove runtimeClassName if the service needs no special class.',
    'Ask the people who run the cluster to create RuntimeClass "{name}" if it should be there.',
  ],
  commands: ['{kubectl} get runtimeclasses', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  classify(snapshot) {
    return refusalsRead(snapshot, runtimeClassDetails);
  },
  examples: [
    {
      name: 'a class that this cluster does not have',
      given: refusedWorld(
        'pods "web-7c9d-abcde" is forbidden: pod rejected: RuntimeClass "gold" not found',
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
      name: 'a RuntimeClass whose overhead does not fit is there',
      given: refusedWorld(
        `pods "web-7c9d-abcde" is forbidden: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`,
      ),
      found: [],
    },
  ],
});
