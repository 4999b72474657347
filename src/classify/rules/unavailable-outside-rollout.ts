import { defineClassifier } from '../define.ts';
import { conditionEvidence } from '../support/evidence.ts';
import { deployment } from '../support/example-workloads.ts';
import { ago, condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** Pods that are moved or started anew are back after a minute or two, also with a slow start. */
const DWELL_MS = 5 * 60_000;

const ROLLED_OUT = exampleCondition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });

function unavailable(seconds: number) {
  return exampleCondition('Available', 'False', {
    reason: 'MinimumReplicasUnavailable',
    message: 'Deployment does not have minimum availability.',
    sinceMs: ago(seconds),
  });
}

export default defineClassifier({
  code: 'UnavailableOutsideRollout',
  title: '{workload} has fewer pods than it needs',
  severity: 'error',
  reads: ['workloads'],
  explanation:
    'For more than five minutes, only {available} of the {desired} wanted pods of {workload} have been available, and no rollout is going on that would explain it.',
  fix: [
    'Look at the other diagnoses of the service first: they say what keeps the pods from serving.',
    'Look at the conditions and events of a pod that is not ready if there is no other diagnosis.',
  ],
  commands: ['{kubectl} get pods -o wide', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  isConsequence: true,
  classify({ once, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'Deployment' || workload.desired === 0) return [];
      const available = condition(workload.conditions, 'Available');
      const progress = condition(workload.conditions, 'Progressing');
      if (available?.status !== 'False' || progress?.reason !== 'NewReplicaSetAvailable') return [];
      const sinceMs = available.sinceMs ?? workload.createdMs;
      if (!clock.atLeast(sinceMs, DWELL_MS)) return [];
      return [
        standing({
          subject: { workload: root },
          reason: available.reason,
          details: {
            ...workloadDetails(root),
            available: String(workload.availableReplicas),
            desired: String(workload.desired),
          },
          evidence: [conditionEvidence(workload, available, sinceMs)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'pods that served have been gone for six minutes',
      given: {
        workloads: [
          deployment({ availableReplicas: 1, conditions: [ROLLED_OUT, unavailable(360)] }),
        ],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'MinimumReplicasUnavailable',
          details: { available: '1', desired: '3' },
        },
      ],
    },
    {
      name: 'pods that move to another node are back in less than five minutes',
      given: {
        workloads: [
          deployment({ availableReplicas: 1, conditions: [ROLLED_OUT, unavailable(290)] }),
        ],
      },
      found: [],
    },
  ],
});
