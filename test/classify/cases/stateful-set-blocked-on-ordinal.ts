import { statefulSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  pod,
  running,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { PodFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const PLACE = { workload: { kind: 'StatefulSet', name: 'db' }, replicaSet: '' };

const UNREADY = condition('Ready', 'False');

const READY = pod({ name: 'db-0', conditions: [condition('Ready', 'True')] }, PLACE);

const HALF_MADE = statefulSet({ replicas: 2, updatedReplicas: 2 });

function unready(facts: Partial<PodFact> = {}): ServicePod {
  const containers = [container({ ready: false })];
  return pod({ name: 'db-1', conditions: [UNREADY], containers, ...facts }, PLACE);
}

export default [
  {
    name: 'a pod in a crash loop is not given more time',
    given: {
      workloads: [HALF_MADE],
      pods: [READY, unready({ createdMs: ago(110), containers: [loopingContainer()] })],
    },
    found: [{ pod: 'db-1', confidence: 'confirmed', reason: 'Running' }],
  },
  {
    name: 'a pod of a bad version has to be deleted, also when the spec is corrected',
    given: {
      workloads: [
        statefulSet({ desired: 2, replicas: 2, updatedReplicas: 0, updateRevision: 'db-9' }),
      ],
      pods: [READY, unready({ labels: new Map([['controller-revision-hash', 'db-8']]) })],
    },
    found: [
      {
        pod: 'db-1',
        confidence: 'confirmed',
        reason: 'Running',
        details: {
          waiting: '2 pods of 2 keep the older version',
          advice:
            'Delete pod db-1: it has the older version, and Kubernetes makes it anew with the present one',
        },
      },
    ],
  },
  {
    name: 'a pod that has just started has its time',
    given: {
      workloads: [HALF_MADE],
      pods: [READY, unready({ containers: [container({ ready: false, state: running(100) })] })],
    },
    found: [],
  },
  {
    name: 'a pod whose image is large has more of it',
    given: {
      workloads: [HALF_MADE],
      pods: [
        READY,
        unready({
          conditions: [condition('Ready', 'False', { sinceMs: ago(590) })],
          containers: [waitingContainer('ContainerCreating')],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'in a parallel StatefulSet no pod waits for another',
    given: {
      workloads: [statefulSet({ isOrdered: false, replicas: 2 })],
      pods: [READY, unready()],
    },
    found: [],
  },
  {
    name: 'with OnDelete nothing is updated by itself',
    given: {
      workloads: [statefulSet({ desired: 2, updatedReplicas: 0, updateStrategy: 'OnDelete' })],
      pods: [READY, unready()],
    },
    found: [],
  },
] satisfies Cases;
