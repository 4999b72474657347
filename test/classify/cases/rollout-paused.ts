import { deployment, replicaSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a rollout that goes on is not paused',
    given: { workloads: [deployment({ updatedReplicas: 1 }), replicaSet()] },
    found: [],
  },
  {
    name: 'it is paused since the controller said so, and the old pods go on',
    given: {
      workloads: [
        deployment({
          paused: true,
          updatedReplicas: 1,
          conditions: [condition('Progressing', 'Unknown', { sinceMs: ago(50) })],
        }),
        replicaSet(),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'DeploymentPaused',
        details: {
          meanwhile: 'The others go on with the old one until the rollout is resumed',
        },
        sinceMs: ago(50),
      },
    ],
  },
  {
    name: 'the pods of another Deployment are none of its own',
    given: {
      workloads: [
        deployment({ paused: true, replicas: 0, updatedReplicas: 0, createdMs: ago(120) }),
        { ...replicaSet(), root: { kind: 'Deployment', name: 'api' } },
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'DeploymentPaused',
        details: {
          meanwhile:
            'It was paused before its first pod was made, so nothing runs until the rollout is resumed',
        },
      },
    ],
  },
  {
    name: 'a script that makes it paused resumes it within two minutes',
    given: {
      workloads: [
        deployment({ paused: true, replicas: 0, updatedReplicas: 0, createdMs: ago(119) }),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'DeploymentPaused' }],
  },
] satisfies Cases;
