import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'HostPortConflict',
  title: 'The host port that the pods of {workload} need is taken on every node',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A container with hostPort, or any port of a pod with hostNetwork, takes that port of the node itself: only one pod on each node can have it.',
  fix: [
    'Remove hostPort from the pod template of {workload} and reach the pods through a Service.',
    'Run no more such pods than nodes if they need the port of the node, best as a DaemonSet.',
    'Set the update strategy to replace old pods before new ones are made if only updates hang.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} get pods --output=wide'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  classify(snapshot) {
    return unplacedFor('HostPortConflict', snapshot);
  },
  examples: [
    {
      name: 'the second replica wants the same port',
      given: {
        pods: [
          unscheduledPod(
            "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'that node: the host port is taken' },
        },
      ],
    },
    {
      name: 'a full node has its ports free',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
