import { defineClassifier } from '../define.ts';
import { claimFinding, claimEvent as currentEvent, mountedClaims } from '../support/claims.ts';
import { claim, claimEvent, podWithClaim } from '../support/example-surroundings.ts';
import { pod } from '../support/examples.ts';

/** Volume controller of 1.34. */
const LOST = claimEvent(
  'ClaimLost',
  'Bound claim has lost its PersistentVolume. Data on the volume is lost!',
);
const LOST_CLAIM = claim({ phase: 'Lost', volumeName: 'disk-1' });

export default defineClassifier({
  code: 'PVCLost',
  title: 'Volume claim {which} of {workload} has lost its volume',
  severity: 'error',
  reads: ['claims', 'pods', 'events'],
  explanation:
    'Volume {volume}, which the volume claim {which} of {workload} had, does not exist for Kubernetes any more. Pods that run may still reach the disk; new ones cannot start. Kubernetes does not mend this by itself.',
  fix: [
    'Save the data of pods that still run before they are restarted.',
    'Ask the platform team whether the disk behind volume {volume} still exists: then it can be made a volume again.',
    'Delete the claim and make it anew, and restore the data from a backup, if the disk is gone.',
  ],
  commands: [
    '{kubectl} describe persistentvolumeclaim {claim}',
    '{kubectl} get persistentvolume {volume}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase',
  classify(snapshot) {
    return snapshot.once(mountedClaims).flatMap((mounted) => {
      const { claim: it } = mounted;
      if (it.phase !== 'Lost' || it.deletionMs !== undefined) return [];
      const event = currentEvent(it, 'ClaimLost', snapshot);
      return [claimFinding(mounted, { details: { volume: it.volumeName }, event })];
    });
  },
  examples: [
    {
      name: 'a volume that was deleted under its claim keeps new pods from a node',
      given: { pods: [podWithClaim()], claims: [LOST_CLAIM], events: [LOST] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { volume: 'disk-1' },
        },
      ],
    },
    {
      name: 'a claim with its volume is well',
      given: { pods: [pod({ claims: ['data'] })], claims: [{ ...LOST_CLAIM, phase: 'Bound' }] },
      found: [],
    },
  ],
});
