import type { EventFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefCause } from '../support/brief-texts.ts';
import { claimFinding } from '../support/claims.ts';
import { claim, claimEvent, podWithClaim, storageClass } from '../support/example-surroundings.ts';
import { isClassMissing, pendingClaims } from '../support/pending-claims.ts';
import type { Finding } from '../types.ts';

const ADVICE = {
  missing:
    'Name an existing storage class in a new claim: a claim cannot be changed, so delete it and make it anew. If volumes of this class are made by hand, compare their size and access modes with the claim: none that is free fits',
  silent:
    'Ask the platform team to look at the storage driver of this class: it does not answer, or does not run',
  failed:
    'Read what the storage driver says: a limit of the account, a wrong zone and missing rights are common',
} as const;

function adviceFor(event: EventFact, isSilent: boolean): string {
  if (isSilent) return ADVICE.silent;
  return isClassMissing(event) ? ADVICE.missing : ADVICE.failed;
}

/** Volume controller of 1.34. */
const NO_CLASS = 'storageclass.storage.k8s.io "fats" not found';

export default defineClassifier({
  code: 'ProvisioningFailed',
  title: 'No volume can be made for the claim {which} of {workload}',
  severity: 'error',
  reads: ['claims', 'volumes', 'storageClasses', 'pods', 'events'],
  explanation:
    'Pods of {workload} need the volume claim {which}. A volume of storage class "{class}" should be made for it, and there is none yet. Kubernetes says: "{raw}".',
  fix: ['{advice}.', 'Ask the platform team which storage class is meant for this service.'],
  commands: ['{kubectl} describe persistentvolumeclaim {claim}', '{kubectl} get storageclasses'],
  reference: 'https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/',
  sharedCause: { kind: 'StorageClass', detail: 'class' },
  classify(snapshot) {
    return snapshot.once(pendingClaims).flatMap(({ mounted, pending }): readonly Finding[] => {
      if (pending.kind !== 'provisioning') return [];
      const { event, isSilent } = pending;
      const details = {
        class: mounted.claim.storageClass ?? '',
        raw: briefCause(event.message),
        advice: adviceFor(event, isSilent),
      };
      const finding = claimFinding(mounted, { details, event, sinceMs: event.firstMs });
      // That the driver will not answer is inferred from its silence.
      return [isSilent ? { ...finding, confidence: 'likely' } : finding];
    });
  },
  examples: [
    {
      name: 'a storage class whose name is misspelled',
      given: {
        pods: [podWithClaim()],
        claims: [claim({ storageClass: 'fats' })],
        storageClasses: [storageClass()],
        events: [claimEvent('ProvisioningFailed', NO_CLASS)],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { class: 'fats', raw: NO_CLASS },
        },
      ],
    },
    {
      name: 'what failed before the claim got its volume is history',
      given: {
        pods: [podWithClaim()],
        claims: [claim({ storageClass: 'fast', phase: 'Bound', volumeName: 'disk-1' })],
        events: [claimEvent('ProvisioningFailed', 'failed to provision volume: quota exceeded')],
      },
      found: [],
    },
  ],
});
