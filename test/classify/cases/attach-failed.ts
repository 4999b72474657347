import { podEvent } from '../../../src/classify/support/example-pods.ts';
import { creating } from '../creating.ts';
import type { Cases } from '../examples.ts';

const REFUSED = podEvent(
  'FailedAttachVolume',
  'AttachVolume.Attach failed for volume "pvc-1f2e" : rpc error: code = Internal desc = busy',
);

export default [
  {
    name: 'two minutes of refusals are usual, and the next try may get through',
    given: { pods: [creating(119)], events: [REFUSED] },
    found: [],
  },
  {
    name: 'after two minutes it is told',
    given: { pods: [creating(120)], events: [REFUSED] },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
