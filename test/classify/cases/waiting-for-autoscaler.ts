import { podEvent, unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const FULL = '0/3 nodes are available: 3 Insufficient cpu.';

function says(reason: string, seconds: number) {
  const times = { firstMs: ago(seconds), lastMs: ago(seconds) };
  return podEvent(reason, `${reason} of an autoscaler`, { type: 'Normal', ...times });
}

export default [
  {
    name: 'Karpenter says it in other words',
    given: { pods: [unscheduledPod(FULL, 130)], events: [says('Nominated', 100)] },
    found: [{ confidence: 'confirmed', reason: 'Pending' }],
  },
  {
    name: 'a node that has not come after a quarter of an hour does not come',
    given: { pods: [unscheduledPod(FULL, 1000)], events: [says('TriggeredScaleUp', 900)] },
    found: [],
  },
  {
    name: 'an autoscaler that took it back',
    given: {
      pods: [unscheduledPod(FULL, 200)],
      events: [says('TriggeredScaleUp', 150), says('NotTriggerScaleUp', 20)],
    },
    found: [],
  },
  {
    name: 'a pod that no autoscaler speaks of',
    given: { pods: [unscheduledPod(FULL, 200)] },
    found: [],
  },
  {
    name: 'what the scheduler and the autoscaler say is proof',
    given: { pods: [unscheduledPod(FULL, 130)], events: [says('Nominated', 100)] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        evidence: [
          'status.conditions[PodScheduled].message: 3 Insufficient cpu',
          'event Nominated: Nominated of an autoscaler',
        ],
      },
    ],
  },
] satisfies Cases;
