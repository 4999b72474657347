import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import { condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'before five minutes are over it is a warning',
    given: { pods: [unscheduledPod('0/1 nodes are available: 1 something new.', 60)] },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Pending',
        details: { nodes: 'the only node', why: 'that node: "something new"' },
      },
    ],
  },
  {
    name: 'a scheduler that fails is told in its own words',
    given: {
      pods: [
        pod({
          phase: 'Pending',
          nodeName: '',
          conditions: [
            condition('PodScheduled', 'False', {
              reason: 'SchedulerError',
              message: 'running PreFilter plugin "X": timed out',
            }),
          ],
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Pending',
        details: { nodes: 'any node', why: '"running PreFilter plugin "X": timed out"' },
      },
    ],
  },
  {
    name: 'one reason that explains all nodes has a name of its own',
    given: { pods: [unscheduledPod('0/1 nodes are available: 1 Insufficient cpu.', 60)] },
    found: [],
  },
  {
    name: 'a pod that is held back by a scheduling gate waits on purpose',
    given: {
      pods: [
        pod({ conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] }),
      ],
    },
    found: [],
  },
  {
    name: 'a pod with a node is placed',
    given: { pods: [pod()] },
    found: [],
  },
] satisfies Cases;
