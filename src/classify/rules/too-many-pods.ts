import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'TooManyPods',
  title: 'The nodes have as many pods as they can hold',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. A node holds a fixed number of pods, 110 by default and often fewer where each needs an IP address of the network, however small they are.',
  fix: [
    'Ask the platform team for another node, or for a higher limit of pods on each.',
    'Run fewer pods, or remove those that are not needed.',
    '{wait}.',
  ],
  commands: [
    '{kubectl} get pods --all-namespaces --field-selector=spec.nodeName!= --output=wide',
    '{kubectl} describe nodes',
  ],
  reference: 'https://kubernetes.io/docs/setup/best-practices/cluster-large/',
  classify(snapshot) {
    return unplacedFor('TooManyPods', snapshot);
  },
  examples: [
    {
      name: 'both nodes are full of small pods',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 Too many pods. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: no room for more pods, however small' },
        },
      ],
    },
    {
      name: 'one full node of three decides nothing',
      given: {
        pods: [
          unscheduledPod(
            '0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
