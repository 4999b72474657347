import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { oddWaits } from '../support/odd-waits.ts';
import { onePerSubject } from '../support/one-per-subject.ts';
import { otherEnds } from '../support/other-ends.ts';
import { otherJobFailures } from '../support/other-failures.ts';
import { refusalFindings } from '../support/refusal-findings.ts';
import { repeatedWarnings } from '../support/repeated-warnings.ts';

export default defineClassifier({
  code: 'Unclassified',
  title: '{what}, for a reason that has no name here yet',
  severity: 'error',
  reads: ['pods', 'events', 'workloads', 'memory'],
  explanation: '{what}. Kubernetes says: "{raw}".',
  fix: [
    'Read the message: it is quoted as Kubernetes wrote it.',
    'Look at the events of {workload} and its pods for what happened just before.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get events --sort-by=.lastTimestamp'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: ['*'],
  classify(snapshot) {
    return onePerSubject([
      ...oddWaits(snapshot),
      ...refusalFindings(snapshot),
      ...otherJobFailures(snapshot),
      ...otherEnds(snapshot),
      ...repeatedWarnings(snapshot),
    ]);
  },
  examples: [
    {
      name: 'a waiting reason that no rule knows is shown as it is',
      given: {
        pods: [waitingPod('CreateContainerError', 'failed to reserve container name "app"')],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: { raw: 'failed to reserve container name "app"' },
        },
      ],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [waitingPod('ContainerCreating')] },
      found: [],
    },
  ],
});
