import { alone, unscheduledPod, unseenPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the scheduler of the cluster has been away for more than an update takes',
    given: { pods: [unseenPod(300)] },
    found: [
      {
        confidence: 'likely',
        severity: 'error',
        reason: 'Pending',
        details: { scheduler: "the cluster's scheduler" },
      },
    ],
  },
  {
    name: 'a scheduler that finds no node exists',
    given: { pods: [unscheduledPod('0/1 nodes are available: 1 Insufficient cpu.', 400)] },
    found: [],
  },
  {
    name: 'a pod that is held back is not for the scheduler yet',
    given: { pods: [unseenPod(300, { schedulingGates: ['example.com/wait'] })] },
    found: [],
  },
  {
    name: 'a pod that was put on a node by name needs no scheduler',
    given: { pods: [unseenPod(300, { nodeName: 'node-1' })] },
    found: [],
  },
  {
    name: 'a pod that has ended needs no node',
    given: { pods: [alone(unseenPod(300, { phase: 'Failed' }))] },
    found: [],
  },
  {
    name: 'the scheduler that it asks for is the proof',
    given: { pods: [unseenPod(299, { schedulerName: 'volcano' }), unseenPod(299, { name: 'b' })] },
    found: ['volcano', 'default-scheduler'].map((scheduler) => ({
      confidence: 'likely',
      severity: 'warning',
      reason: 'Pending',
      evidence: [`spec.schedulerName: ${scheduler}`],
    })),
  },
] satisfies Cases;
