import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'of an init container kubectl says Init:ErrImageNeverPull',
    given: { pods: [waitingPod('ErrImageNeverPull', '', { kind: 'init' })] },
    found: [{ confidence: 'confirmed', reason: 'Init:ErrImageNeverPull' }],
  },
] satisfies Cases;
