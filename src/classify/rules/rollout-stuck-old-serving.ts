import { defineClassifier } from '../define.ts';
import { LATE_ROLLOUT, STARTING, stuckWorld } from '../support/example-rollouts.ts';
import { stuckFinding, stuckRollouts } from '../support/stuck-rollouts.ts';

export default defineClassifier({
  code: 'RolloutStuckOldServing',
  title: 'The new version of {workload} does not get ready; the old one serves',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    'The pods of the new version of {workload} do not get ready, so Kubernetes keeps those of the old one: {serving} of {desired} wanted pods serve, of revision {revision}. Nothing is down, but users do not get the new version.',
  fix: [
    'Correct the new version: the other diagnoses of the service, or the conditions and events of the newest pod, say what it lacks.',
    'Run "{kubectl} rollout undo {workloadPath}{toRevision}" to give up the new version; what is kept in Git has to be reverted there.',
  ],
  commands: [
    '{kubectl} rollout history {workloadPath}',
    '{kubectl} get pods --sort-by=.metadata.creationTimestamp',
    '{kubectl} describe {workloadPath}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
  outranks: ['ProgressDeadlineExceeded'],
  isConsequence: true,
  classify(snapshot) {
    return stuckRollouts(snapshot).map(stuckFinding);
  },
  examples: [
    {
      name: 'the deadline has passed and two old pods serve',
      given: stuckWorld({ conditions: [LATE_ROLLOUT] }, STARTING),
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'ProgressDeadlineExceeded',
          details: { serving: '2', desired: '2', revision: '1', toRevision: ' --to-revision=1' },
        },
      ],
    },
    {
      name: 'new pods that are starting have their time',
      given: stuckWorld({}, STARTING),
      found: [],
    },
  ],
});
