import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { daemonSet } from '../support/example-workloads.ts';
import { standing } from '../support/standing.ts';
import { UNKNOWN_MS, workloadDetails } from '../support/subject.ts';
import { plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';

export default defineClassifier({
  code: 'DaemonSetMisscheduled',
  title: '{workload} runs on nodes that it should not run on',
  severity: 'info',
  reads: ['workloads'],
  explanation:
    '{workload} runs on {nodes} where it would not be started today: a taint was put on the node, or its labels changed. Kubernetes leaves the pods there; the service is served.',
  fix: [
    'Leave it so if the pods do no harm there.',
    'Delete these pods if they should go: they are not made again on those nodes.',
    'Add a toleration to the pod template if the nodes should have them after all.',
  ],
  commands: [
    '{kubectl} describe {workloadPath}',
    '{kubectl} get nodes --output=custom-columns=NAME:.metadata.name,TAINTS:.spec.taints',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  classify({ once }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'DaemonSet' || workload.misscheduled === undefined) return [];
      const { kind, name, misscheduled } = workload;
      const field = 'status.numberMisscheduled';
      return [
        standing({
          subject: { workload: root },
          reason: 'Misscheduled',
          details: { ...workloadDetails(root), nodes: plural(misscheduled, 'node') },
          evidence: [fieldEvidence({ kind, name, field, value: String(misscheduled) })],
          sinceMs: UNKNOWN_MS,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a node was tainted under a running pod',
      given: { workloads: [daemonSet({ misscheduled: 1 })] },
      found: [
        {
          workload: 'agent',
          confidence: 'confirmed',
          reason: 'Misscheduled',
          details: { nodes: '1 node' },
        },
      ],
    },
    { name: 'a DaemonSet where it belongs', given: { workloads: [daemonSet()] }, found: [] },
  ],
});
