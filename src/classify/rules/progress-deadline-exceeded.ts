import { defineClassifier } from '../define.ts';
import { conditionEvidence } from '../support/evidence.ts';
import { deployment } from '../support/example-workloads.ts';
import { condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** The Deployment controller's reason in condition Progressing. */
const REASON = 'ProgressDeadlineExceeded';

const STUCK = exampleCondition('Progressing', 'False', {
  reason: REASON,
  message: 'ReplicaSet "web-7c9d" has timed out progressing.',
});

export default defineClassifier({
  code: REASON,
  title: 'The rollout of {workload} is stuck',
  severity: 'error',
  reads: ['workloads'],
  explanation:
    'The new version of {workload} has made no progress for {deadlineSeconds} seconds: {updated} of {desired} pods are of the new version, and {available} serve in all. Kubernetes goes on trying and keeps what pods of the old version there are.',
  fix: [
    'Look at the other diagnoses of the service first: they say why the new pods do not become ready.',
    'Look at the newest pod if there is no other diagnosis: its conditions and events say what it waits for.',
    'Roll back to the last version that worked if the service is needed now.',
  ],
  commands: [
    '{kubectl} rollout status {workloadPath} --timeout=10s',
    '{kubectl} get pods --sort-by=.metadata.creationTimestamp',
    '{kubectl} describe {workloadPath}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment',
  isConsequence: true,
  classify({ once }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'Deployment' || workload.desired === 0) return [];
      // Of an older spec the condition may still speak: the controller has not looked at the new one.
      if (workload.observedGeneration < workload.generation) return [];
      const progress = condition(workload.conditions, 'Progressing');
      if (progress?.status !== 'False' || progress.reason !== REASON) return [];
      const sinceMs = progress.sinceMs ?? workload.createdMs;
      return [
        standing({
          subject: { workload: root },
          reason: REASON,
          details: {
            ...workloadDetails(root),
            deadlineSeconds: String(workload.progressDeadlineSeconds),
            desired: String(workload.desired),
            updated: String(workload.updatedReplicas),
            available: String(workload.availableReplicas),
          },
          evidence: [conditionEvidence(workload, progress, sinceMs)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'the controller gives up waiting for the new pods',
      given: { workloads: [deployment({ updatedReplicas: 1, conditions: [STUCK] })] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: REASON,
          details: { updated: '1', desired: '3', available: '3', deadlineSeconds: '600' },
        },
      ],
    },
    {
      name: 'a newer spec that the controller has not looked at gets its own time',
      given: {
        workloads: [deployment({ generation: 2, observedGeneration: 1, conditions: [STUCK] })],
      },
      found: [],
    },
  ],
});
