import { ordinalPod, ready, unready } from '../../../src/classify/support/example-pods.ts';
import { statefulSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  running,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { PodFact } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const READY = ordinalPod(0, ready());
/** The node controller takes back Ready, the kubelet cannot say more. */
const SILENT = ordinalPod(0, {
  conditions: [
    condition('Ready', 'False', { sinceMs: ago(1000) }),
    condition('ContainersReady', 'True'),
  ],
});
const HALF_MADE = statefulSet({ replicas: 2, updatedReplicas: 2 });

function second(facts: Partial<PodFact> = {}) {
  return ordinalPod(1, { ...unready(3600), ...facts });
}

export default [
  {
    name: 'the pod before it is on a node that is silent',
    given: {
      workloads: [HALF_MADE],
      pods: [SILENT, second({ containers: [loopingContainer()] })],
    },
    found: [{ pod: 'db-1', confidence: 'confirmed', reason: 'Running' }],
  },
  {
    name: 'the only pod in the way is on a node that is silent',
    given: { workloads: [statefulSet({ replicas: 1, updatedReplicas: 1 })], pods: [SILENT] },
    found: [],
  },
  {
    name: 'a pod in a crash loop is not given more time',
    given: {
      workloads: [HALF_MADE],
      pods: [READY, second({ createdMs: ago(110), containers: [loopingContainer()] })],
    },
    found: [{ pod: 'db-1', confidence: 'confirmed', reason: 'Running' }],
  },
  {
    name: 'a pod of a bad version has to be deleted, also when the spec is corrected',
    given: {
      workloads: [
        statefulSet({ desired: 2, replicas: 2, updatedReplicas: 0, updateRevision: 'db-9' }),
      ],
      pods: [READY, second({ labels: new Map([['controller-revision-hash', 'db-8']]) })],
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
      pods: [READY, second({ containers: [container({ ready: false, state: running(100) })] })],
    },
    found: [],
  },
  {
    name: 'a pod whose image is large has more of it',
    given: {
      workloads: [HALF_MADE],
      pods: [
        READY,
        second({
          ...unready(590),
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
      pods: [READY, second()],
    },
    found: [],
  },
  {
    name: 'with OnDelete nothing is updated by itself',
    given: {
      workloads: [statefulSet({ desired: 2, updatedReplicas: 0, updateStrategy: 'OnDelete' })],
      pods: [READY, second()],
    },
    found: [],
  },
  {
    name: 'a pod of the present version has to be mended',
    given: {
      workloads: [HALF_MADE],
      pods: [READY, second({ labels: new Map([['controller-revision-hash', 'db-6b7c']]) })],
    },
    found: [
      {
        pod: 'db-1',
        confidence: 'confirmed',
        reason: 'Running',
        details: {
          advice:
            'Correct what keeps pod db-1 from becoming ready: the other diagnoses of the service say what it is',
        },
      },
    ],
  },
] satisfies Cases;
