import { podEvent, unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const FULL = '0/3 nodes are available: 3 Insufficient cpu.';

function declined(message: string, seconds: number) {
  const times = { firstMs: ago(seconds), lastMs: ago(seconds) };
  return podEvent('NotTriggerScaleUp', message, { type: 'Normal', ...times });
}

export default [
  {
    name: 'once the autoscaler has declined, a minute is enough',
    given: {
      pods: [unscheduledPod(FULL, 61)],
      events: [
        declined(
          "pod didn't trigger scale-up: 2 Insufficient cpu, 1 max node group size reached",
          50,
        ),
        declined("pod didn't trigger scale-up: 1 max node group size reached", 10),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Pending',
        details: {
          why: '3 nodes: too little free CPU; the autoscaler adds no node: Insufficient cpu, max node group size reached',
          wait: 'Do not wait for a new node: the autoscaler of the cluster says that it adds none for this pod',
        },
      },
    ],
  },
  {
    name: 'what an autoscaler declined long ago is not what it says now',
    given: {
      pods: [unscheduledPod(FULL, 1000)],
      events: [declined("pod didn't trigger scale-up: ", 950)],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Pending',
        details: { why: '3 nodes: too little free CPU' },
      },
    ],
  },
  {
    name: 'without an autoscaler it is a warning for five minutes',
    given: { pods: [unscheduledPod(FULL, 299)] },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'Pending' }],
  },
] satisfies Cases;
