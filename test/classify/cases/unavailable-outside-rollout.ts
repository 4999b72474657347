import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const ROLLED_OUT = condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });

function gone(seconds: number) {
  return condition('Available', 'False', {
    reason: 'MinimumReplicasUnavailable',
    sinceMs: ago(seconds),
  });
}

export default [
  {
    name: 'five minutes are too long, also for a single pod',
    given: {
      workloads: [
        deployment({ desired: 1, availableReplicas: 0, conditions: [ROLLED_OUT, gone(300)] }),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'MinimumReplicasUnavailable' }],
  },
  {
    name: 'a second less is not',
    given: {
      workloads: [deployment({ availableReplicas: 0, conditions: [ROLLED_OUT, gone(299)] })],
    },
    found: [],
  },
  {
    name: 'a Deployment that is to run nothing misses nothing',
    given: { workloads: [deployment({ desired: 0, conditions: [ROLLED_OUT, gone(400)] })] },
    found: [],
  },
  {
    name: 'during a rollout the rollout tells of its pods',
    given: {
      workloads: [
        deployment({
          availableReplicas: 1,
          conditions: [
            condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' }),
            gone(400),
          ],
        }),
      ],
    },
    found: [],
  },
] satisfies Cases;
