import { daemonSet, statefulSet } from '../../../src/classify/support/example-workloads.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a DaemonSet may wait for it, too',
    given: { workloads: [daemonSet({ updateStrategy: 'OnDelete', updatedReplicas: 1 })] },
    found: [{ workload: 'agent', confidence: 'confirmed', reason: 'OnDelete' }],
  },
  {
    name: 'what the controller has not looked at yet has no number of updated pods',
    given: {
      workloads: [statefulSet({ generation: 2, updateStrategy: 'OnDelete', updatedReplicas: 0 })],
    },
    found: [],
  },
] satisfies Cases;
