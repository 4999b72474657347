import { alone, endedPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const MESSAGE = 'Pod was terminated in response to imminent node shutdown.';

export default [
  {
    name: 'a pod that came too late is not let in',
    given: {
      pods: [alone(endedPod('NodeShutdown', 'Pod was rejected as the node is shutting down.'))],
    },
    found: [
      {
        confidence: 'confirmed',
        state: 'active',
        reason: 'NodeShutdown',
        details: { raw: 'Pod was rejected as the node is shutting down.' },
      },
    ],
  },
  {
    name: 'a pod that was replaced is history',
    given: { pods: [endedPod('Terminated', MESSAGE)] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Terminated' },
    ],
  },
  {
    name: 'the same words under the reason of an eviction are Evicted, not this',
    given: { pods: [alone(endedPod('Evicted', MESSAGE))] },
    found: [],
  },
] satisfies Cases;
