import { endedPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the kubelet makes room for a pod without which the node does not work',
    given: { pods: [endedPod('Preempting', 'Preempted in order to admit critical pod')] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Preempting' },
    ],
  },
  {
    name: 'an eviction is no preemption',
    given: { pods: [endedPod('Evicted', 'The node was low on resource: memory. ')] },
    found: [],
  },
] satisfies Cases;
