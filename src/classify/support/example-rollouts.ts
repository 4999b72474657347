// A rollout from two old pods to a new one, for examples.
import type { PodFact, ServiceSnapshot } from '../../facts/index.ts';
import { deployment, replicaSet } from './example-workloads.ts';
import { condition, container, pod } from './examples.ts';

const READY = condition('Ready', 'True');
/** The controller has given up waiting. */
export const LATE_ROLLOUT = condition('Progressing', 'False', {
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-9d8f" has timed out progressing.',
});
/** Two old pods that serve and a new one; what is said of the Deployment and of the new pod differs. */
export function stuckWorld(
  facts: Parameters<typeof deployment>[0],
  young: Partial<PodFact>,
  old: Partial<PodFact> = {},
): Pick<ServiceSnapshot, 'pods' | 'workloads'> {
  const newest = { name: 'web-9d8f', uid: 'uid-web-9d8f', revision: '2', readyReplicas: 0 };
  const served = { conditions: [READY], ...old };
  const made = { name: 'web-9d8f-1', conditions: [condition('Ready', 'False')] };
  return {
    workloads: [
      deployment({ desired: 2, revision: '2', updatedReplicas: 1, ...facts }),
      replicaSet(),
      replicaSet(newest),
    ],
    pods: [
      pod({ name: 'web-7c9d-1', ...served }),
      pod({ name: 'web-7c9d-2', ...served }),
      pod({ ...made, ...young }, { replicaSet: newest.name }),
    ],
  };
}

/** A new pod whose container runs and is not ready yet. */
export const STARTING = { containers: [container({ ready: false })] };
