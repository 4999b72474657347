import { defineClassifier } from '../define.ts';
import { briefName } from '../support/brief-texts.ts';
import { claimFinding } from '../support/claims.ts';
import { claim, claimEvent, podWithClaim, storageClass } from '../support/example-surroundings.ts';
import { pendingClaims, type Unmatched } from '../support/pending-claims.ts';
import type { Finding } from '../types.ts';

/** Completes "has no volume, because …", and what to do first. */
const WORDS: Readonly<Record<Unmatched, readonly [why: string, advice: string]>> = {
  'no class': [
    'it names no storage class, the cluster adds none, and no volume that people made fits it',
    'Set storageClassName in the claim to a class of this cluster; a claim cannot be changed, so delete it and make it anew',
  ],
  'by hand': [
    'volumes of its storage class are made by people, and none is free that fits it',
    'Ask the platform team for a volume of this class and size, or name another storage class in a new claim',
  ],
  'named volume': [
    'it asks for one volume by name, which does not exist or does not fit it',
    'Correct volumeName in a new claim, or have the volume made with the size, class and access mode of the claim',
  ],
};

/** Volume controller of 1.34; the type of the event is Normal. */
const NO_CLASS = claimEvent(
  'FailedBinding',
  'no persistent volumes available for this claim and no storage class is set',
  { type: 'Normal' },
);

export default defineClassifier({
  code: 'PVCPending',
  title: 'Volume claim {which} of {workload} has no volume',
  severity: 'error',
  reads: ['claims', 'volumes', 'storageClasses', 'pods', 'events'],
  explanation:
    'Pods of {workload} need the volume claim {which}, and it has no volume: {why}. The pods get no node before.',
  fix: ['{advice}.', 'Ask the platform team which storage class is meant for this service.'],
  commands: [
    '{kubectl} describe persistentvolumeclaim {claim}',
    '{kubectl} get storageclasses',
    '{kubectl} get persistentvolumes',
  ],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  classify(snapshot) {
    return snapshot.once(pendingClaims).flatMap(({ mounted, pending }): readonly Finding[] => {
      if (pending.kind !== 'unmatched') return [];
      const [words, advice] = WORDS[pending.why];
      const { volumeName } = mounted.claim;
      const named = volumeName === '' ? '' : ` (${briefName(volumeName)})`;
      const details = { why: `${words}${named}`, advice };
      return [claimFinding(mounted, { details, event: pending.event })];
    });
  },
  examples: [
    {
      name: 'a claim without a storage class in a cluster without a default one',
      given: { pods: [podWithClaim()], claims: [claim()], events: [NO_CLASS] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { claim: 'data', which: '"data"' },
        },
      ],
    },
    {
      name: 'a claim that waits until its pod has a node waits as it should',
      given: {
        pods: [podWithClaim()],
        claims: [claim({ storageClass: 'fast' })],
        storageClasses: [storageClass({ waitsForPod: true })],
        events: [
          claimEvent('WaitForFirstConsumer', 'waiting for first consumer to be created', {
            type: 'Normal',
          }),
        ],
      },
      found: [],
    },
  ],
});
