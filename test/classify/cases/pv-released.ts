import {
  claim,
  claimEvent,
  podWithClaim,
  volume,
} from '../../../src/classify/support/example-surroundings.ts';
import type { Cases } from '../examples.ts';

const ASKS = claim({ volumeName: 'disk-1', storageClass: '' });
const PODS = [podWithClaim()];

export default [
  {
    name: 'without the right to read volumes the event has to do',
    given: {
      pods: PODS,
      claims: [ASKS],
      events: [claimEvent('FailedBinding', 'volume "disk-1" already bound to a different claim.')],
    },
    found: [{ confidence: 'confirmed', reason: 'Pending', details: { owner: 'another claim' } }],
  },
  {
    name: 'a claim that was made anew under its old name is another claim to the volume',
    given: {
      pods: PODS,
      claims: [ASKS],
      volumes: [
        volume({
          phase: 'Released',
          claim: { namespace: 'shop', name: 'data', uid: 'uid-of-the-first' },
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Pending',
        details: { owner: 'claim shop/data, which is gone' },
      },
    ],
  },
  {
    name: 'a volume that is kept for this claim is bound in a moment',
    given: {
      pods: PODS,
      claims: [claim({ ...ASKS, createdMs: ASKS.createdMs })],
      volumes: [volume({ claim: { namespace: 'shop', name: 'data', uid: '' } })],
      events: [],
    },
    found: [],
  },
] satisfies Cases;
