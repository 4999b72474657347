import { endedPods } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the words of an eviction under another reason are not those of the kubelet',
    given: {
      pods: endedPods('Terminated', 'Usage of EmptyDir volume "tmp" exceeds the limit "2Mi". '),
    },
    found: [],
  },
] satisfies Cases;
