import {
  claim,
  claimEvent,
  podWithClaim,
} from '../../../src/classify/support/example-surroundings.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const LOST = claimEvent(
  'ClaimLost',
  'Bound claim has lost its PersistentVolume. Data on the volume is lost!',
);
const LOST_CLAIM = claim({ phase: 'Lost', volumeName: 'disk-1' });

export default [
  {
    name: 'a pod that runs serves on, for now',
    given: { pods: [pod({ claims: ['data'] })], claims: [LOST_CLAIM], events: [LOST] },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'Lost' }],
  },
  {
    name: 'a claim that is being deleted is PVCBeingDeleted, not this',
    given: { pods: [podWithClaim()], claims: [{ ...LOST_CLAIM, deletionMs: ago(200) }] },
    found: [],
  },
] satisfies Cases;
