import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'NoNodes',
  title: 'The cluster has no node to run pods on',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload}: {why}. No machine has joined it, or all of them were removed.',
  fix: ['Ask the platform team why the cluster has no node.', '{wait}.'],
  commands: ['{kubectl} get nodes'],
  reference: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
  classify(snapshot) {
    return unplacedFor('NoNodes', snapshot);
  },
  examples: [
    {
      name: 'a cluster that was scaled to zero',
      given: {
        pods: [unscheduledPod('no nodes available to schedule pods', 60)],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'the cluster has no node' },
        },
      ],
    },
    {
      name: 'nodes that cannot be used are nodes',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 node(s) were unschedulable. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
