import { defineClassifier } from '../define.ts';
import { claimFinding } from '../support/claims.ts';
import { claim, claimEvent, podWithClaim, volume } from '../support/example-surroundings.ts';
import { pendingClaims } from '../support/pending-claims.ts';
import type { Finding } from '../types.ts';

const ASKS = claim({ volumeName: 'disk-1', storageClass: '' });

export default defineClassifier({
  code: 'PVReleased',
  title: 'The volume that {workload} asks for still belongs to another claim',
  severity: 'error',
  reads: ['claims', 'volumes', 'storageClasses', 'pods', 'events'],
  explanation:
    'Volume claim {which} of {workload} asks for volume {volume} by name, and that volume belongs to {owner}. A volume whose claim was deleted keeps its data and is not given to another claim until somebody sets it free. The pods get no node before.',
  fix: [
    'Find out whether the data on the volume is what the service needs.',
    'Ask the platform team to set the volume free for the new claim, by removing claimRef from volume {volume}.',
    'Leave out volumeName in a new claim if the service can begin with an empty volume.',
  ],
  commands: [
    '{kubectl} describe persistentvolume {volume}',
    '{kubectl} describe persistentvolumeclaim {claim}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  classify(snapshot) {
    return snapshot.once(pendingClaims).flatMap(({ mounted, pending }): readonly Finding[] => {
      if (pending.kind !== 'taken') return [];
      const owner = pending.volume?.claim;
      const isGone = ['Released', 'Failed'].includes(pending.volume?.phase ?? '');
      const words =
        owner === undefined ? 'another claim' : `claim ${owner.namespace}/${owner.name}`;
      const details = {
        volume: mounted.claim.volumeName,
        owner: isGone ? `${words}, which is gone` : words,
      };
      return [claimFinding(mounted, { details, event: pending.event })];
    });
  },
  examples: [
    {
      name: 'a volume that keeps the name of a claim that was deleted',
      given: {
        pods: [podWithClaim()],
        claims: [ASKS],
        volumes: [
          volume({
            phase: 'Released',
            claim: { namespace: 'shop', name: 'old', uid: 'uid-claim-old' },
          }),
        ],
        events: [
          claimEvent('FailedBinding', 'volume "disk-1" already bound to a different claim.'),
        ],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { volume: 'disk-1', owner: 'claim shop/old, which is gone' },
        },
      ],
    },
    {
      name: 'a volume that is kept for this very claim is about to be bound',
      given: {
        pods: [podWithClaim()],
        claims: [{ ...ASKS, phase: 'Bound' }],
        volumes: [volume({ claim: { namespace: 'shop', name: 'data', uid: 'uid-claim-data' } })],
      },
      found: [],
    },
  ],
});
