import {
  claim,
  claimEvent,
  podWithClaim,
  storageClass,
} from '../../../src/classify/support/example-surroundings.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const PENDING = claim({ storageClass: 'fast' });
const PODS = [podWithClaim()];
const REFUSED = 'failed to provision volume with StorageClass "fast": rpc error: quota exceeded';

/** Volume controller of 1.34. */
function waiting(seconds: number) {
  const message =
    "Waiting for a volume to be created either by the external provisioner 'disk.example.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.";
  return claimEvent('ExternalProvisioning', message, { type: 'Normal', firstMs: ago(seconds) });
}

export default [
  {
    name: 'what the driver says is quoted once it had two minutes',
    given: {
      pods: PODS,
      claims: [PENDING],
      events: [claimEvent('ProvisioningFailed', REFUSED, { firstMs: ago(120) })],
    },
    found: [{ confidence: 'confirmed', reason: 'Pending', details: { raw: REFUSED } }],
  },
  {
    name: 'the next try may succeed',
    given: {
      pods: PODS,
      claims: [PENDING],
      events: [claimEvent('ProvisioningFailed', REFUSED, { firstMs: ago(119) })],
    },
    found: [],
  },
  {
    name: 'a driver that has not answered for five minutes does not run, it seems',
    given: { pods: PODS, claims: [PENDING], events: [waiting(300)] },
    found: [{ confidence: 'likely', severity: 'error', reason: 'Pending' }],
  },
  {
    name: 'a large disk may take minutes',
    given: { pods: PODS, claims: [PENDING], events: [waiting(299)] },
    found: [],
  },
  {
    name: 'the claim of a StatefulSet is named by its template, which all its pods share',
    given: {
      pods: [podWithClaim({ name: 'db-0', claims: ['data-db-0'] })],
      claims: [claim({ name: 'data-db-0', uid: 'uid-claim-data', storageClass: 'fast' })],
      events: [waiting(300)],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'Pending',
        details: { claim: 'data-db-0', which: 'of template "data"' },
      },
    ],
  },
  {
    name: 'a claim whose class waits for the pod is made once the pod has a node',
    given: {
      pods: PODS,
      claims: [PENDING],
      storageClasses: [storageClass({ waitsForPod: true })],
    },
    found: [],
  },
  {
    name: 'the event of an earlier claim of that name is not about this one',
    given: {
      pods: PODS,
      claims: [{ ...PENDING, uid: 'second' }],
      events: [claimEvent('ProvisioningFailed', REFUSED)],
    },
    found: [],
  },
  {
    name: 'a pod that runs does not wait for it',
    given: {
      pods: [pod({ claims: ['data'] })],
      claims: [PENDING],
      events: [claimEvent('ProvisioningFailed', REFUSED)],
    },
    found: [],
  },
  {
    name: 'who cannot be asked, who does not answer and who refuses need different steps',
    given: {
      pods: [podWithClaim({ claims: ['data'] })],
      claims: [PENDING],
      events: [claimEvent('ProvisioningFailed', REFUSED, { firstMs: ago(300) })],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        details: {
          advice:
            'Read what the storage driver says: a limit of the account, a wrong zone and missing rights are common',
        },
      },
    ],
  },
  {
    name: 'a driver that does not answer is a matter of the platform',
    given: { pods: PODS, claims: [PENDING], events: [waiting(300)] },
    found: [
      {
        confidence: 'likely',
        reason: 'Pending',
        details: {
          advice:
            'Ask the platform team to look at the storage driver of this class: it does not answer, or does not run',
        },
      },
    ],
  },
  {
    name: 'a class that does not exist has to be named anew',
    given: {
      pods: PODS,
      claims: [PENDING],
      events: [claimEvent('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found')],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        details: {
          advice:
            'Name an existing storage class in a new claim: a claim cannot be changed, so delete it and make it anew. If volumes of this class are made by hand, compare their size and access modes with the claim: none that is free fits',
        },
      },
    ],
  },
] satisfies Cases;
