import { defineClassifier } from '../define.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { unplacedFor } from '../support/unplaced.ts';

export default defineClassifier({
  code: 'MaxVolumeCount',
  title: 'The nodes have as many volumes as they can hold',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}. Each node can attach a limited number of volumes of one storage driver.',
  fix: [
    'Ask the platform team for another node.',
    'Use fewer volumes in each pod, or remove pods with volumes that are not needed.',
    '{wait}.',
  ],
  commands: ['{kubectl} get csinodes --output=yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
  classify(snapshot) {
    return unplacedFor('MaxVolumeCount', snapshot);
  },
  examples: [
    {
      name: 'no node can attach one more',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 node(s) exceed max volume count. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: '2 nodes: no room for more volumes' },
        },
      ],
    },
    {
      name: 'a limit of pods is another one',
      given: {
        pods: [
          unscheduledPod(
            '0/2 nodes are available: 2 Too many pods. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
