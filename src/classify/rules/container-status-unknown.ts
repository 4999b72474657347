import { defineClassifier } from '../define.ts';
import { loopingPod, recoveredPod } from '../support/example-pods.ts';
import { lostRunFindings, SEEN_ENDS } from '../support/lost-runs.ts';

/** The kubelet's word for a container that it does not find any more; the exit code 137 is its own then. */
const REASON = 'ContainerStatusUnknown';

export default defineClassifier({
  code: 'ContainerStatusUnknown',
  title: 'What became of {who} is not known: its node lost the record',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Node {node} did not find {who} any more and wrote exit code {exitCode} and the reason "ContainerStatusUnknown" in place of what it could not know. That happens when a node restarts or its container records are lost, and is no crash of the application. {next}.',
  fix: [
    'Check whether node {node} was restarted or ran out of disk at that time, or ask the people who run the cluster.',
    'Delete the pod if it does not come up again by itself.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe node {node}'],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
  yieldsTo: [...SEEN_ENDS, 'ExitUnknown'],
  classify(snapshot) {
    return lostRunFindings(snapshot, ({ reason }) => reason === REASON);
  },
  examples: [
    {
      name: 'a container that came up again after its node had lost it is history',
      given: { pods: [recoveredPod({ exitCode: 137, reason: REASON })] },
      found: [{ confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: REASON }],
    },
    {
      name: 'exit code 137 with reason Error is KilledNotOOM, not this',
      given: { pods: [loopingPod({ exitCode: 137 })] },
      found: [],
    },
  ],
});
