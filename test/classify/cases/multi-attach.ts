import { podEvent } from '../../../src/classify/support/example-pods.ts';
import { creating } from '../creating.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'after two minutes it is told',
    given: {
      pods: [creating(120)],
      events: [
        podEvent(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-1f2e" Volume is already used by pod(s) web-5d4f-abcde',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
