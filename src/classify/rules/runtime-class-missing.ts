import { defineClassifier } from '../define.ts';
import { runtimeClassDetails } from '../support/admission-messages.ts';
import { podEvent, podWith } from '../support/example-pods.ts';
import { refusedWorld } from '../support/example-workloads.ts';
import { waitingContainer } from '../support/examples.ts';
import { refusalsRead } from '../support/refusal-findings.ts';
import { runtimeHandlerDetails } from '../support/runtime-handlers.ts';
import { sandboxFindings } from '../support/sandbox-failures.ts';
import type { Finding } from '../types.ts';

export default defineClassifier({
  code: 'RuntimeClassMissing',
  title: 'Pods of {workload} cannot get the runtime that they ask for',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation: '{problem}.',
  fix: [
    'Correct runtimeClassName in the pod template of {workload}: the first command lists what there is.',
    'Remove runtimeClassName if the service needs no special class.',
    '{third}.',
  ],
  commands: ['{kubectl} get runtimeclasses', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  classify(snapshot) {
    const refused = refusalsRead(snapshot, runtimeClassDetails).map(inWords);
    const unable = sandboxFindings(snapshot, (message, { workload }) =>
      runtimeHandlerDetails(message, `${workload.kind} ${workload.name}`),
    );
    return [...refused, ...unable];
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
      name: 'a class whose runtime the node does not have',
      given: {
        pods: [podWith(waitingContainer('ContainerCreating'))],
        events: [
          podEvent(
            'FailedCreatePodSandBox',
            'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "sealed" is configured',
          ),
        ],
      },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'ContainerCreating' }],
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

function inWords(finding: Finding): Finding {
  const { what = '', name = '' } = finding.details;
  const problem = `${what}: the pod template names RuntimeClass "${name}" in runtimeClassName, and the cluster has none of that name`;
  const third = `Ask the people who run the cluster to create RuntimeClass "${name}" if it should be there`;
  return { ...finding, details: { ...finding.details, problem, third } };
}
