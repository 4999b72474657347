import { daemonSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { PodFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const PLACE = { workload: { kind: 'DaemonSet', name: 'agent' }, replicaSet: '' };

/** The pod of a node; not ready since so many seconds ago. */
function unready(nodeName: string, seconds: number, facts: Partial<PodFact> = {}): ServicePod {
  const conditions = [condition('Ready', 'False', { sinceMs: ago(seconds) })];
  return pod({ name: `agent-${nodeName}`, nodeName, conditions, ...facts }, PLACE);
}

const READY = pod({ name: 'agent-c', conditions: [condition('Ready', 'True')] }, PLACE);

export default [
  {
    name: 'of many nodes three are named',
    given: {
      workloads: [daemonSet({ desired: 9 })],
      pods: ['e', 'd', 'c', 'b', 'a'].map((node) => unready(node, 920)),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Unavailable',
        details: { count: '5 nodes', nodes: 'a, b, c and 2 more' },
      },
    ],
  },
  {
    name: 'a pod that finds no room has no node to be named',
    given: { workloads: [daemonSet()], pods: [unready('', 920, { phase: 'Pending' }), READY] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Unavailable',
        details: { nodes: 'their pods have no node yet' },
      },
    ],
  },
  {
    name: 'the pod of a lost node is not to blame',
    given: {
      workloads: [daemonSet()],
      pods: [
        unready('a', 0, {
          conditions: [
            condition('Ready', 'False', { sinceMs: ago(2000) }),
            condition('ContainersReady', 'True'),
          ],
        }),
        READY,
      ],
    },
    found: [],
  },
  {
    name: 'a pod that is being deleted is about to be replaced',
    given: { workloads: [daemonSet()], pods: [unready('a', 2000, { deletionMs: ago(10) })] },
    found: [],
  },
] satisfies Cases;
