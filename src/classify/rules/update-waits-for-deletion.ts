import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { daemonSet, statefulSet } from '../support/example-workloads.ts';
import { standing } from '../support/standing.ts';
import { UNKNOWN_MS, workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

export default defineClassifier({
  code: 'UpdateWaitsForDeletion',
  title: 'The new version of {workload} waits until its pods are deleted',
  severity: 'info',
  reads: ['workloads'],
  explanation:
    '{workload} has the update strategy OnDelete: Kubernetes replaces no pod by itself, and {updated} of {desired} pods have the new version. Each of the others gets it when somebody deletes the pod.',
  fix: [
    'Delete the pods one after the other, when it suits the service.',
    'Set the update strategy to RollingUpdate if Kubernetes should do that.',
  ],
  commands: ['{kubectl} get pods', '{kubectl} describe {workloadPath}'],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  classify({ once }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'StatefulSet' && workload.kind !== 'DaemonSet') return [];
      const { kind, name, updateStrategy, updatedReplicas, desired } = workload;
      if (updateStrategy !== 'OnDelete' || updatedReplicas >= desired) return [];
      if (workload.observedGeneration < workload.generation) return [];
      const field = 'spec.updateStrategy.type';
      return [
        standing({
          subject: { workload: root },
          reason: 'OnDelete',
          details: {
            ...workloadDetails(root),
            updated: String(updatedReplicas),
            desired: String(desired),
          },
          evidence: [fieldEvidence({ kind, name, field, value: updateStrategy })],
          sinceMs: UNKNOWN_MS,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'no pod has the new version yet',
      given: { workloads: [statefulSet({ updateStrategy: 'OnDelete', updatedReplicas: 0 })] },
      found: [
        {
          workload: 'db',
          confidence: 'confirmed',
          reason: 'OnDelete',
          details: { updated: '0', desired: '3' },
        },
      ],
    },
    {
      name: 'a rolling update replaces the pods by itself',
      given: { workloads: [daemonSet({ updatedReplicas: 1 })] },
      found: [],
    },
  ],
});
