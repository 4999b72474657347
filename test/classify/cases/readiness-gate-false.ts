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
  {
    name: 'of many gates three are named',
    given: {
      pods: [
        { ...heldBack(600), pod: { ...heldBack(600).pod, readinessGates: ['a', 'b', 'c', 'd'] } },
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Running',
        details: { gates: '4 readiness gates', names: 'a, b and c' },
      },
    ],
  },
  {
    name: 'a node that is silent takes Ready back for all of its pods',
    given: {
      pods: [
        pod({
          readinessGates: GATES,
          conditions: [condition('ContainersReady', 'True'), condition('Ready', 'False')],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'what is said of gates is out of date once a container is not ready',
    given: {
      pods: [
        pod({
          readinessGates: GATES,
          conditions: [
            condition('ContainersReady', 'False'),
            condition('Ready', 'False', { reason: 'ReadinessGatesNotReady' }),
          ],
        }),
      ],
    },
    found: [],
  },
] satisfies Cases;
