import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const STUCK = condition('Progressing', 'False', {
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-7c9d" has timed out progressing.',
});

export default [
  {
    name: 'a rollout that has ended well is not stuck',
    given: {
      workloads: [
        deployment({
          conditions: [condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a Deployment of no pods waits for none',
    given: { workloads: [deployment({ desired: 0, conditions: [STUCK] })] },
    found: [],
  },
  {
    name: 'a ReplicaSet that cannot be made is another failure, and no deadline',
    given: {
      workloads: [
        deployment({
          conditions: [condition('Progressing', 'False', { reason: 'ReplicaSetCreateError' })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'it is stuck since the controller has given up',
    given: { workloads: [deployment({ conditions: [{ ...STUCK, sinceMs: ago(30) }] })] },
    found: [{ confidence: 'confirmed', reason: 'ProgressDeadlineExceeded', sinceMs: ago(30) }],
  },
] satisfies Cases;
