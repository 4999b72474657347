import { endedPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the words of an eviction under another reason are not those of the kubelet',
    given: { pods: [endedPod('Terminated', 'The node was low on resource: memory. ')] },
    found: [],
  },
] satisfies Cases;
