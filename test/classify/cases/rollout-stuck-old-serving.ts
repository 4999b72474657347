import {
  LATE_ROLLOUT,
  STARTING,
  stuckWorld,
} from '../../../src/classify/support/example-rollouts.ts';
import { deployment, replicaSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  loopingContainer,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const READY = condition('Ready', 'True');
const PULLING = waitingContainer('ImagePullBackOff', 'Back-off pulling image "shop/web:9"');

export default [
  {
    name: 'new pods in a crash loop need no deadline to be told beside their cause',
    given: stuckWorld({}, { containers: [loopingContainer()] }),
    found: [{ confidence: 'confirmed', severity: 'info', reason: 'Progressing' }],
  },
  {
    name: 'so do new pods that get no image at the second try either',
    given: stuckWorld({}, { containers: [PULLING] }),
    found: [{ confidence: 'confirmed', severity: 'info', reason: 'Progressing' }],
  },
  {
    name: 'a first try that failed may be gone at the next',
    given: stuckWorld(
      {},
      {
        conditions: [condition('PodScheduled', 'True', { sinceMs: ago(29) })],
        containers: [PULLING],
      },
    ),
    found: [],
  },
  {
    name: 'where the old pods do not serve it is ProgressDeadlineExceeded, not this',
    given: stuckWorld({ conditions: [LATE_ROLLOUT] }, STARTING, {
      conditions: [condition('Ready', 'False')],
    }),
    found: [],
  },
  {
    name: 'old pods on nodes that are silent for a while are not taken out of service',
    given: stuckWorld(
      {},
      { containers: [PULLING] },
      {
        conditions: [condition('Ready', 'False'), condition('ContainersReady', 'True')],
      },
    ),
    found: [{ confidence: 'confirmed', severity: 'info', reason: 'Progressing' }],
  },
  {
    name: 'old pods in a crash loop do not serve, ready as they are for a moment',
    given: stuckWorld({ conditions: [LATE_ROLLOUT] }, STARTING, {
      containers: [loopingContainer()],
    }),
    found: [],
  },
  {
    name: 'a paused rollout stands still by order',
    given: stuckWorld({ paused: true }, { containers: [PULLING] }),
    found: [],
  },
  {
    name: 'a Deployment of no pods rolls nothing out',
    given: stuckWorld({ desired: 0, conditions: [LATE_ROLLOUT] }, STARTING),
    found: [],
  },
  {
    name: 'of a newer spec that the controller has not looked at nothing is known',
    given: stuckWorld({ generation: 2, conditions: [LATE_ROLLOUT] }, STARTING),
    found: [],
  },
  {
    name: 'a pod that fails without a rollout has no older revision beside it',
    given: {
      workloads: [deployment(), replicaSet()],
      pods: [
        pod({ name: 'web-7c9d-1', conditions: [READY] }),
        pod({ containers: [loopingContainer()] }),
      ],
    },
    found: [],
  },
] satisfies Cases;
