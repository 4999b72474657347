import { defineClassifier } from '../define.ts';
import { loopingPod, recoveredPod } from '../support/example-pods.ts';
import { lostRunFindings, SEEN_ENDS } from '../support/lost-runs.ts';

/** containerd's word for a container of which it lost the process; the exit code 255 is its own then. */
const REASON = 'Unknown';

export default defineClassifier({
  code: 'ExitUnknown',
  title: '{Who} ended unseen, mostly because its node restarted',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Nobody saw how {who} ended: the container runtime of node {node} was not there, and gives exit code {exitCode} and the reason "Unknown" instead. It is rarely the fault of the application. {next}.',
  fix: [
    'Check whether node {node} was restarted at that time, or ask the people who run the cluster.',
    'Read the log for what the application did last if the node was up all the time.',
  ],
  commands: [
    '{kubectl} describe node {node}',
    '{kubectl} logs {pod} --container {container}{previous}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
  yieldsTo: SEEN_ENDS,
  classify(snapshot) {
    return lostRunFindings(snapshot, ({ reason }) => reason === REASON);
  },
  examples: [
    {
      name: 'a container that came up again with its node is history',
      given: { pods: [recoveredPod({ exitCode: 255, reason: REASON })] },
      found: [{ confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: REASON }],
    },
    {
      name: 'a program that returns -1 ends with 255 too, and is AppError',
      given: { pods: [loopingPod({ exitCode: 255 })] },
      found: [],
    },
  ],
});
