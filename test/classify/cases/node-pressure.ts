import { displacedPod } from '../../../src/classify/support/example-pods.ts';
import { node, pressed } from '../../../src/classify/support/example-surroundings.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const BOTH = node({ pressures: [pressed('MemoryPressure'), pressed('DiskPressure')] });

export default [
  {
    name: 'a node that is short of two things is one problem',
    given: { nodes: [BOTH], pods: [pod()] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'MemoryPressure',
        details: { resource: 'memory and local disk space' },
      },
    ],
  },
  {
    name: 'a pod that leaves the node anyway need not fear',
    given: { nodes: [BOTH], pods: [displacedPod('EvictionByEvictionAPI')] },
    found: [],
  },
  {
    name: 'a node that has all it needs',
    given: { nodes: [node()], pods: [pod()] },
    found: [],
  },
  {
    name: 'the first shortage says since when, and a condition without a reason is true',
    given: {
      nodes: [
        node({
          pressures: [
            pressed('DiskPressure', 100),
            { ...pressed('MemoryPressure', 300), reason: '' },
          ],
        }),
      ],
      pods: [pod()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'DiskPressure',
        evidence: [
          'status.conditions[DiskPressure].reason: KubeletHasDiskPressure',
          'status.conditions[MemoryPressure].reason: True',
        ],
        sinceMs: ago(300),
      },
    ],
  },
] satisfies Cases;
