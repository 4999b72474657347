import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'of an init container kubectl says Init:InvalidImageName',
    given: { pods: [waitingPod('InvalidImageName', '', { kind: 'init' })] },
    found: [{ confidence: 'confirmed', reason: 'Init:InvalidImageName' }],
  },
  {
    name: 'a drained pod is left alone',
    given: { pods: [podWith(waitingContainer('InvalidImageName'), { deletionMs: 1 })] },
    found: [],
  },
] satisfies Cases;
