import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const FULL = '0/1 nodes are available: 1 Insufficient memory.';
const largest = { cpuMillis: 4000, memoryBytes: 2 ** 34, storageBytes: 2 ** 36 };
const requests = { cpuMillis: 100, memoryBytes: 20 * 2 ** 30, storageBytes: 0 };

export default [
  {
    name: 'in the first minute an autoscaler may announce a larger node',
    given: {
      pods: [unscheduledPod(FULL, 59, { requests })],
      capacity: { largest, unready: 0 },
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Pending',
        details: { resource: 'memory', asked: '20Gi', offered: '16Gi' },
      },
    ],
  },
  {
    name: 'of nodes that say nothing nothing is known',
    given: { pods: [unscheduledPod(FULL, 60, { requests })], capacity: { unready: 1 } },
    found: [],
  },
  {
    name: 'without the right to read nodes nothing is known',
    given: { pods: [unscheduledPod(FULL, 60, { requests })] },
    found: [],
  },
  {
    name: 'what the scheduler says and what the pod asks for are proof',
    given: {
      pods: [unscheduledPod(FULL, 60, { requests })],
      capacity: { largest, unready: 0 },
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Pending',
        evidence: [
          'status.conditions[PodScheduled].message: 1 Insufficient memory',
          'spec.containers[*].resources.requests.memory: 20Gi',
        ],
      },
    ],
  },
] satisfies Cases;
