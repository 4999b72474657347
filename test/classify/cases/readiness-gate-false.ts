import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const GATES = ['shop.example/attached', 'shop.example/warm'];

function heldBack(readySeconds: number) {
  return pod({
    readinessGates: GATES,
    conditions: [
      condition('shop.example/warm', 'True'),
      condition('ContainersReady', 'True', { sinceMs: ago(readySeconds) }),
      condition('Ready', 'False', { reason: 'ReadinessGatesNotReady' }),
    ],
  });
}

export default [
  {
    name: 'a gate is set to False just as one that nobody sets, and only the missing one is named',
    given: { pods: [heldBack(600)] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Running',
        details: { gates: '1 readiness gate', names: 'shop.example/attached' },
      },
    ],
  },
  {
    name: 'a load balancer that still looks at the new pod',
    given: { pods: [heldBack(119)] },
    found: [],
  },
  {
    name: 'a container that is not ready is the cause, whatever the gates say',
    given: {
      pods: [
        pod({
          readinessGates: GATES,
          conditions: [
            condition('ContainersReady', 'False'),
            condition('Ready', 'False', { reason: 'ContainersNotReady' }),
          ],
        }),
      ],
    },
    found: [],
  },
] satisfies Cases;
