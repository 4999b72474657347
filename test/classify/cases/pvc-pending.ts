import {
  claim,
  podWithClaim,
  storageClass,
  volume,
} from '../../../src/classify/support/example-surroundings.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const PODS = [podWithClaim()];

export default [
  {
    name: 'a claim that wants no class finds no volume that people made',
    given: { pods: PODS, claims: [claim({ storageClass: '' })], storageClasses: [storageClass()] },
    found: [{ confidence: 'confirmed', reason: 'Pending', details: { which: '"data"' } }],
  },
  {
    name: 'a class whose volumes people make has none left',
    given: {
      pods: PODS,
      claims: [claim({ storageClass: 'shelf' })],
      storageClasses: [
        storageClass({ name: 'shelf', provisioner: 'kubernetes.io/no-provisioner' }),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'Pending' }],
  },
  {
    name: 'a volume that is asked for by name does not exist',
    given: { pods: PODS, claims: [claim({ volumeName: 'disk-9' })], volumes: [volume()] },
    found: [{ confidence: 'confirmed', reason: 'Pending' }],
  },
  {
    name: 'volume and claim find each other within 30 s',
    given: { pods: PODS, claims: [claim({ createdMs: ago(29) })] },
    found: [],
  },
  {
    name: 'a volume that belongs to another claim is PVReleased, not this',
    given: {
      pods: PODS,
      claims: [claim({ volumeName: 'disk-1' })],
      volumes: [volume({ claim: { namespace: 'shop', name: 'other', uid: 'uid-other' } })],
    },
    found: [],
  },
  {
    name: 'a claim that is being deleted is PVCBeingDeleted, not this',
    given: { pods: PODS, claims: [claim({ deletionMs: ago(600) })] },
    found: [],
  },
  {
    name: "a claim that no pod mounts is nobody's",
    given: { pods: [podWithClaim({ claims: ['other'] })], claims: [claim()] },
    found: [],
  },
  {
    name: 'the volume that it asks for is named',
    given: { pods: PODS, claims: [claim({ volumeName: 'disk-9' })], volumes: [volume()] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        details: {
          why: 'it asks for one volume by name, which does not exist or does not fit it (disk-9)',
        },
      },
    ],
  },
  {
    name: 'one that asks for none names none',
    given: { pods: PODS, claims: [claim({ storageClass: '' })], storageClasses: [storageClass()] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        details: {
          why: 'it names no storage class, the cluster adds none, and no volume that people made fits it',
        },
      },
    ],
  },
] satisfies Cases;
