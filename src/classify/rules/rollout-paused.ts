import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { deployment, replicaSet } from '../support/example-workloads.ts';
import { condition } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { UNKNOWN_MS, workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** Whoever makes a Deployment paused sets more of it and then resumes it, by hand or in the same script. */
const NEVER_STARTED_MS = 120_000;

export default defineClassifier({
  code: 'RolloutPaused',
  title: 'A new version of {workload} waits: its rollout is paused',
  severity: 'info',
  reads: ['workloads'],
  explanation:
    'Somebody paused the rollout of {workload}, and it was changed since or was half way: {updated} of {desired} pods have the new version. {meanwhile}.',
  fix: ['Run "{kubectl} rollout resume {workloadPath}" when the new version may go on.'],
  commands: [
    '{kubectl} rollout status {workloadPath} --timeout=10s',
    '{kubectl} rollout history {workloadPath}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
  classify({ once, workloads, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'Deployment' || !workload.paused) return [];
      const hasStarted = workloads.some(
        ({ workload: it, root: top }) => it.kind === 'ReplicaSet' && top.name === root.name,
      );
      const isMissed = !hasStarted && clock.atLeast(workload.createdMs, NEVER_STARTED_MS);
      const { kind, name, updatedReplicas, desired, conditions } = workload;
      if (updatedReplicas >= desired) return [];
      return [
        standing({
          subject: { workload: root },
          ...(isMissed && { severity: 'error' as const }),
          reason: 'DeploymentPaused',
          details: {
            ...workloadDetails(root),
            updated: String(updatedReplicas),
            desired: String(desired),
            meanwhile: hasStarted
              ? 'The others go on with the old one until the rollout is resumed'
              : 'It was paused before its first pod was made, so nothing runs until the rollout is resumed',
          },
          evidence: [fieldEvidence({ kind, name, field: 'spec.paused', value: 'true' })],
          sinceMs: condition(conditions, 'Progressing')?.sinceMs ?? UNKNOWN_MS,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'one of three pods has the new version, and no more get it',
      given: { workloads: [deployment({ paused: true, updatedReplicas: 1 }), replicaSet()] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'DeploymentPaused',
          details: { updated: '1', desired: '3' },
        },
      ],
    },
    {
      name: 'one that was paused before its first pod serves nobody',
      given: { workloads: [deployment({ paused: true, replicas: 0, updatedReplicas: 0 })] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'DeploymentPaused',
        },
      ],
    },
    {
      name: 'a paused Deployment that nobody has changed misses nothing',
      given: { workloads: [deployment({ paused: true })] },
      found: [],
    },
  ],
});
